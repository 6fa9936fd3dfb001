package dev.errand.sandbox.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Takes from this process, for good, every system call that a JVM which has started does not need: it can compute, wait,
/// and read and write what is open. It can open no file, make no socket, start no program, and look at no other process.
///
/// A Linux seccomp filter (a program of the kernel's classic BPF), put over all threads. What is not on the list fails with
/// EPERM. Linux on x86-64 and AArch64 only.
final class SystemCallFilter {
    private static final int LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private static final int JUMP_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private static final int JUMP_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    private static final int JUMP_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private static final int RETURN = 0x06; // BPF_RET | BPF_K

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int REFUSE = 0x00050000; // with an error number in the low half
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    private static final int NUMBER_AT = 0;
    private static final int ARCHITECTURE_AT = 4;
    private static final int FIRST_ARGUMENT_AT = 16;
    private static final int X32 = 0x40000000;
    private static final int CLONE_THREAD = 0x00010000;

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

    /// @param audit    the kernel's name for the architecture
    /// @param seccomp  number of the call that installs a filter
    /// @param thread   the call that makes threads, and processes if it is let
    /// @param thread3  the same; its flags cannot be looked at, so the C library is told to use `thread`
    /// @param allowed  numbers of the other calls that a running JVM needs
    private record Architecture(int audit, int seccomp, int thread, int thread3, int... allowed) {}

    private static final Architecture X86_64 = new Architecture(
            0xc000003e,
            317,
            56,
            435,
            0, // read
            1, // write
            3, // close
            5, // fstat
            8, // lseek
            9, // mmap
            10, // mprotect
            11, // munmap
            12, // brk
            13, // rt_sigaction
            14, // rt_sigprocmask
            15, // rt_sigreturn
            17, // pread64
            20, // writev
            24, // sched_yield
            25, // mremap
            28, // madvise
            35, // nanosleep
            39, // getpid
            60, // exit
            98, // getrusage
            131, // sigaltstack
            186, // gettid
            202, // futex
            204, // sched_getaffinity
            219, // restart_syscall
            228, // clock_gettime
            229, // clock_getres
            230, // clock_nanosleep
            231, // exit_group
            234, // tgkill
            273, // set_robust_list
            309, // getcpu
            318, // getrandom
            324, // membarrier
            334); // rseq

    private static final Architecture AARCH64 = new Architecture(
            0xc00000b7,
            277,
            220,
            435,
            63, // read
            64, // write
            57, // close
            80, // fstat
            62, // lseek
            222, // mmap
            226, // mprotect
            215, // munmap
            214, // brk
            134, // rt_sigaction
            135, // rt_sigprocmask
            139, // rt_sigreturn
            67, // pread64
            66, // writev
            124, // sched_yield
            216, // mremap
            233, // madvise
            101, // nanosleep
            172, // getpid
            93, // exit
            165, // getrusage
            132, // sigaltstack
            178, // gettid
            98, // futex
            123, // sched_getaffinity
            128, // restart_syscall
            113, // clock_gettime
            114, // clock_getres
            115, // clock_nanosleep
            94, // exit_group
            131, // tgkill
            99, // set_robust_list
            168, // getcpu
            278, // getrandom
            283, // membarrier
            293); // rseq

    private SystemCallFilter() {}

    /// Installs the filter; for ever.
    ///
    /// @return whether it holds now. It does not where the system or its processor has none
    static boolean install() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> install(X86_64);
            case "aarch64" -> install(AARCH64);
            default -> false;
        };
    }

    /// Gives up, for this process and those that it starts, what a program file could add to its rights.
    ///
    /// @return whether that holds now
    static boolean renounce() {
        try {
            return call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
        } catch (Throwable _) {
            return false;
        }
    }

    private static boolean install(Architecture architecture) {
        byte[] filter = filter(architecture);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment instructions = arena.allocate(filter.length, 8);
            instructions.copyFrom(MemorySegment.ofArray(filter));
            MemorySegment program = arena.allocate(16, 8);
            program.set(ValueLayout.JAVA_SHORT, 0, (short) (filter.length / 8));
            program.set(ValueLayout.ADDRESS, 8, instructions);
            return renounce()
                    && call(
                                    "syscall",
                                    architecture.seccomp(),
                                    SECCOMP_SET_MODE_FILTER,
                                    SECCOMP_FILTER_FLAG_TSYNC,
                                    program.address(),
                                    0)
                            == 0;
        } catch (Throwable _) {
            return false;
        }
    }

    /// Calls a function of the C library that takes a variable number of arguments after the first.
    @SuppressWarnings("restricted")
    private static long call(String name, long... arguments) throws Throwable {
        Linker linker = Linker.nativeLinker();
        ValueLayout[] types = new ValueLayout[arguments.length];
        Arrays.fill(types, ValueLayout.JAVA_LONG);
        MethodHandle function = linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, types),
                Linker.Option.firstVariadicArg(1));
        // prctl gives an int: its low half tells as much.
        return (int) (long) function.invokeWithArguments(Arrays.stream(arguments).boxed().toList());
    }

    /// The kernel's instructions: eight bytes each, of which two say how far to jump if a comparison holds or does not.
    static byte[] filter(Architecture architecture) {
        int[] allowed = architecture.allowed();
        ByteBuffer program = ByteBuffer.allocate((allowed.length + 14) * 8).order(ByteOrder.nativeOrder());
        instruction(program, LOAD, 0, 0, ARCHITECTURE_AT);
        instruction(program, JUMP_EQUAL, 1, 0, architecture.audit());
        instruction(program, RETURN, 0, 0, KILL);
        instruction(program, LOAD, 0, 0, NUMBER_AT);
        instruction(program, JUMP_AT_LEAST, 0, 1, X32);
        instruction(program, RETURN, 0, 0, KILL);
        for (int i = 0; i < allowed.length; i++) {
            // From here to the `RETURN ALLOW` behind the last of them.
            instruction(program, JUMP_EQUAL, allowed.length - i - 1 + 6, 0, allowed[i]);
        }
        instruction(program, JUMP_EQUAL, 0, 1, architecture.thread3());
        instruction(program, RETURN, 0, 0, REFUSE | ENOSYS);
        instruction(program, JUMP_EQUAL, 0, 2, architecture.thread());
        instruction(program, LOAD, 0, 0, FIRST_ARGUMENT_AT);
        instruction(program, JUMP_ANY_BIT, 1, 0, CLONE_THREAD);
        instruction(program, RETURN, 0, 0, REFUSE | EPERM);
        instruction(program, RETURN, 0, 0, ALLOW);
        return Arrays.copyOf(program.array(), program.position());
    }

    private static void instruction(ByteBuffer program, int code, int ifTrue, int ifFalse, int operand) {
        program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
