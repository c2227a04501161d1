package dev.pergola.internal.execute;

import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.Row;
import dev.pergola.storage.WriteRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mutation that has passed every check that needs no record. What is to hold for the record is
 * part of the write's own condition, so nothing can come between the check and the write.
 *
 * @param call the mutation
 * @param request what the store is asked
 * @param answer what the mutation answers of what was changed
 * @param refusal why the condition did not hold, told from the record that it was judged against
 */
record ReadyWrite(
    Call call,
    WriteRequest request,
    Function<Change, @Nullable Row> answer,
    Function<ConditionFailedException, RuntimeException> refusal) {}
