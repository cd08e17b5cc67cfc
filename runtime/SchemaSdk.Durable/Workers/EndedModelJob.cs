using System.Text;

namespace SchemaSdk;

/// <summary>Holds a job that has ended, for an <see cref="IModelJobHandler"/>.</summary>
public sealed record EndedModelJob
{
    /// <summary>The job as its ledger has it.</summary>
    public required LedgerEntry Entry { get; init; }

    /// <summary>The key of the job.</summary>
    public string Key => Entry.Key;

    /// <summary>The model that ran.</summary>
    public string ModelId => Entry.ModelId;

    /// <summary>
    /// The way it ended: <see cref="JobState.Succeeded"/>, <see cref="JobState.Failed"/> or <see cref="JobState.Canceled"/>.
    /// </summary>
    public JobState Outcome => Entry.End?.Outcome ?? JobState.Unknown;

    /// <summary>The result; null if there is an <see cref="Error"/>.</summary>
    public ModelResult<JsonElement>? Result { get; init; }

    /// <summary>
    /// The reason why it has no result: a <see cref="ModelFailedException"/>, a <see cref="ModelCanceledException"/>, or another
    /// <see cref="ModelException"/> for an output that cannot be read, or that the service no longer has. Null if there is a
    /// result.
    /// </summary>
    public ModelException? Error { get; init; }

    /// <summary>The paths of the files that were downloaded for it; empty if it has none.</summary>
    public IReadOnlyList<string> Files => Entry.End?.Files ?? [];

    /// <summary>
    /// The reason for which <see cref="Files"/> lacks files of the result, which are no longer tried; null if it has all of them.
    /// </summary>
    public string? FilesError => Entry.End?.FilesError;

    /// <summary>Reads the output as a generated type.</summary>
    /// <typeparam name="TOutput">What the model makes.</typeparam>
    /// <exception cref="ModelException">The job has no result: it is the <see cref="Error"/>.</exception>
    /// <exception cref="JsonException">The output is not of that type.</exception>
    public TOutput ReadOutput<TOutput>()
        where TOutput : IModelValue<TOutput>
    {
        if (Result is null)
        {
            throw Error ?? new ModelException($"The job '{Key}' has no result.");
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Result.Output.GetRawText()), new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        return TOutput.Read(ref reader);
    }
}
