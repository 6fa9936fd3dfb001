# attempt: pass on more than allowed
# must: reach CALL_SIZE or reach OUTPUT or reach MEMORY
mail.send("x" * 200000)
