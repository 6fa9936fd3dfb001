// attempt: asks an operation for its Java class
// must: complete [null,null,null]
return [mail.send.getClass, mail.send.class, mail.getClass].map((x) => x ?? null);
