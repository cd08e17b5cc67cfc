using SchemaSdk.Extensions.AI.Inputs;

namespace SchemaSdk.Extensions.AI.Calls;

/// <summary>Runs one input several times, for a model that makes one result per run.</summary>
internal static class RepeatedRuns
{
    /// <summary>Returns the results in the order of the runs.</summary>
    /// <exception cref="ModelException">A run failed. If other runs may be charged, the message lists them.</exception>
    internal static async Task<IReadOnlyList<Finished<TOutput>>> RunAsync<TInput, TOutput>(
        AdaptedModel<TInput, TOutput> model,
        AdaptedInput<TInput> input,
        int count,
        CallSettings call,
        CancellationToken cancellationToken)
    {
        // Checked before the first run, because the last key is the longest.
        RunOptions.CheckKey(call.Key is null ? null : new() { Key = $"{call.Key}/{count}" });

        // The price limit applies to the whole call, so each run gets an equal share.
        var options = call.Run with { Key = null, MaxPriceUsd = call.MaxPriceUsd / count };
        var inputs = Enumerable.Range(1, count).Select(number => input with { Number = number });
        var runs = call.Key is null
            ? model.Endpoint.RunManyAsync(inputs, options: options, cancellationToken: cancellationToken)
            : model.Endpoint.RunManyAsync(
                inputs, one => $"{call.Key}/{one.Number}", options: options, cancellationToken: cancellationToken);
        var ended = new SortedDictionary<int, ModelRun<AdaptedInput<TInput>, AdaptedOutput<TOutput>>>();
        try
        {
            await foreach (var run in runs.ConfigureAwait(false))
            {
                ended[run.Input.Number] = run;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException
            && FirstPaid(ended.Values) is not null)
        {
            // Report the runs that may be charged.
            var paid = FirstPaid(ended.Values)!;
            throw new ModelWaitCanceledException(Words(model.Model.ModelId, count, call, ended.Values), exception, cancellationToken)
            {
                ModelId = model.Model.ModelId,
                RequestId = paid.RequestId,
                Key = paid.Key,
            };
        }

        var failed = ended.Values.FirstOrDefault(static run => run.Error is not null);
        if (failed is null)
        {
            return [.. ended.Values.Select(run => Finished<TOutput>.Of(run.Result!, input.Mapped))];
        }

        if (FirstPaid(ended.Values.Where(run => run != failed)) is { } other)
        {
            throw new ModelException(Words(model.Model.ModelId, count, call, ended.Values), failed.Error)
            {
                ModelId = model.Model.ModelId,
                RequestId = IdOf(failed) ?? other.RequestId,
                Key = failed.Key ?? other.Key,
            };
        }

        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failed.Error!);
        return [];
    }

    // Returns a run that may be charged, preferably one with a request id; otherwise null.
    private static ModelRun<TInput, TOutput>? FirstPaid<TInput, TOutput>(IEnumerable<ModelRun<TInput, TOutput>> runs) =>
        runs.Where(static run => IdOf(run) is not null || IsUnknown(run)).MinBy(static run => IdOf(run) is null);

    // Null if a recording refused the submit (IsVeto), because the id may then belong to another job with the same input.
    private static string? IdOf<TInput, TOutput>(ModelRun<TInput, TOutput> run) =>
        run.Error is ModelException { IsVeto: true } ? null : run.RequestId;

    private static bool IsUnknown<TInput, TOutput>(ModelRun<TInput, TOutput> run) => run.Error is ModelSubmissionUnknownException;

    private static string Words<TInput, TOutput>(
        string modelId,
        int count,
        CallSettings call,
        IReadOnlyCollection<ModelRun<AdaptedInput<TInput>, TOutput>> runs)
    {
        var ids = string.Join(", ", runs.Select(IdOf).OfType<string>());
        var unknown = string.Join(", ", runs.Where(static run => IsUnknown(run) && run.RequestId is null)
            .Select(static run => run.Key is { } key ? $"{run.Input.Number} (key {key})" : $"{run.Input.Number}"));
        return $"Of {count} runs of {modelId}, {runs.Count(static run => run.Result is not null)} succeeded. "
            + (ids.Length > 0 ? $"Requests: {ids}. " : "")
            + (unknown.Length > 0 ? $"These runs (by number) may have been accepted, and may be charged: {unknown}. " : "")
            + (runs.FirstOrDefault(static run => run.Error is not null)?.Error?.Message ?? "The call was cancelled.")
            + (call.Key is null || runs.All(static run => run.Key is null) ? " If you call again, you pay for all runs again."
                : runs.FirstOrDefault(IsUnknown) is { } open
                    ? $" Calls with the same key keep failing until the outcome of the job {open.Key} is settled. Do not use another key "
                        + "until then, because you might pay twice."
                : runs.FirstOrDefault(IsFinal) is { } final
                    ? $" A call with the same key fails again, because the job {final.Key} keeps its outcome. To get the other "
                        + "results, attach to their requests. To repeat the runs that have no result, use another key."
                    : " If you call again with the same key, the runs that the service accepted are not charged again.");
    }

    // Returns true if another call with the key of this run would get the same error from the ledger.
    private static bool IsFinal<TInput, TOutput>(ModelRun<TInput, TOutput> run) =>
        run.Error is ModelFailedException or ModelCanceledException;
}
