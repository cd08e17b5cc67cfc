namespace SchemaSdk;

/// <summary>A job that has ended, for an <see cref="IModelJobHandler"/>.</summary>
public sealed record EndedModelJob
{
    /// <summary>The entry of the job in its ledger.</summary>
    public required LedgerEntry Entry { get; init; }

    /// <summary>The key of the job.</summary>
    public string Key => Entry.Key;

    /// <summary>The id of the model that ran.</summary>
    public string ModelId => Entry.ModelId;

    /// <summary>How the job ended: succeeded, failed or cancelled.</summary>
    public JobState Outcome => Entry.End?.Outcome ?? JobState.Unknown;

    /// <summary>The result; null if the job has an <see cref="Error"/>.</summary>
    public ModelResult<JsonElement>? Result { get; init; }

    /// <summary>
    /// Why the job has no result: a <see cref="ModelFailedException"/>, a <see cref="ModelCanceledException"/>, or another
    /// <see cref="ModelException"/> if the output cannot be read or the service has removed it. Null if the job has a result.
    /// </summary>
    public ModelException? Error { get; init; }

    /// <summary>The paths of the downloaded files of the result; empty if no file was downloaded.</summary>
    public IReadOnlyList<string> Files => Entry.End?.Files ?? [];

    /// <summary>
    /// Why files are permanently missing from <see cref="Files"/>, or why downloaded files may not survive a power loss; otherwise null.
    /// </summary>
    public string? FilesError => Entry.End?.FilesError;

    /// <summary>Reads the output as a generated type.</summary>
    /// <typeparam name="TOutput">The output type of the model.</typeparam>
    /// <exception cref="ModelException">The job has no result. The exception is the <see cref="Error"/>.</exception>
    /// <exception cref="JsonException">The output does not have that type.</exception>
    public TOutput ReadOutput<TOutput>() where TOutput : IModelValue<TOutput>
    {
        var output = (Result ?? throw Error ?? new ModelException($"The job '{Key}' has no result.")).Output;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(output.GetRawText()), new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        return TOutput.Read(ref reader);
    }
}
