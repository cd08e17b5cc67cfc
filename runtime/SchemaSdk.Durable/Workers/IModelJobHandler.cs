using System.Text;

namespace SchemaSdk;

/// <summary>
/// Handles the outcomes of the jobs of <see cref="IModelJobs"/>. <c>services.AddModelJobHandler</c> registers a handler: each job gets an
/// instance in its own scope. A <see cref="ModelJobsWorker"/> calls the one instance that it is given, for several jobs at a time.
/// </summary>
public interface IModelJobHandler
{
    /// <summary>
    /// Handles a job that has ended. This method is called at least once for each job, in any order, for several jobs at a time. The job
    /// counts as delivered once every handler has returned. If one throws, all handlers get the job again: after a pause, after a restart
    /// or, if the ledger is shared, in another process. A handler that has already handled the key should just return.
    /// </summary>
    /// <param name="job">The job and its result.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> has passed. A job that is not handled is delivered again.
    /// </param>
    Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Handles a job that was refused by the service, by a budget, or because its input does not fit the schema. Nothing runs. This method
    /// is called at most once, in the process that submitted the job. An exception is logged. The default does nothing.
    /// </summary>
    /// <param name="job">The job. To submit it again, enqueue it under its key.</param>
    /// <param name="error">Why the job was refused.</param>
    /// <param name="cancellationToken">Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> has passed.</param>
    Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Handles a job of unknown outcome, for example to inform a person who settles it with <see cref="IModelJobs.SettleAsync"/>. Every
    /// process that works on the ledger calls this method for each unknown job until all handlers have returned once. An exception is
    /// logged, and the method is called again at the next count of the jobs. Up to eight calls run at a time. The default does nothing.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> has passed.</param>
    Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A job that has ended, for an <see cref="IModelJobHandler"/>.</summary>
public sealed record EndedModelJob
{
    /// <summary>The entry of the job in its ledger.</summary>
    public required LedgerEntry Entry { get; init; }

    /// <summary>The key of the job.</summary>
    public string Key => Entry.Key;

    /// <summary>The id of the model that ran.</summary>
    public string ModelId => Entry.ModelId;

    /// <summary><see cref="JobState.Succeeded"/>, <see cref="JobState.Failed"/> or <see cref="JobState.Canceled"/>.</summary>
    public JobState Outcome => Entry.End?.Outcome ?? JobState.Unknown;

    /// <summary>The result; null if there is an <see cref="Error"/>.</summary>
    public ModelResult<JsonElement>? Result { get; init; }

    /// <summary>
    /// Why there is no result: a <see cref="ModelFailedException"/>, a <see cref="ModelCanceledException"/>, or another
    /// <see cref="ModelException"/> if the output cannot be read or the service has removed it. Null if there is a result.
    /// </summary>
    public ModelException? Error { get; init; }

    /// <summary>The paths of the downloaded files of the result; empty if there are none.</summary>
    public IReadOnlyList<string> Files => Entry.End?.Files ?? [];

    /// <summary>Why files of the result are missing from <see cref="Files"/> for good; null if none are missing.</summary>
    public string? FilesError => Entry.End?.FilesError;

    /// <summary>Reads the output as a generated type.</summary>
    /// <typeparam name="TOutput">The output type of the model.</typeparam>
    /// <exception cref="ModelException">The job has no result. The exception is the <see cref="Error"/>.</exception>
    /// <exception cref="JsonException">The output does not have that type.</exception>
    public TOutput ReadOutput<TOutput>()
        where TOutput : IModelValue<TOutput>
    {
        var output = (Result ?? throw Error ?? new ModelException($"The job '{Key}' has no result.")).Output;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(output.GetRawText()), new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        return TOutput.Read(ref reader);
    }
}
