namespace SchemaSdk;

/// <summary>The output of a job, with the data that the service reports about the job.</summary>
/// <typeparam name="TOutput">The output type of the model.</typeparam>
public sealed class ModelResult<TOutput>
{
    private ReadOnlyMemory<byte> _body;
    private JsonElement _raw;
    private JsonDocument? _document;

    /// <summary>Creates a result for a test.</summary>
    /// <param name="output">The output of the model.</param>
    /// <param name="modelId">The id of the model.</param>
    /// <param name="requestId">The request id of the job.</param>
    /// <exception cref="ArgumentNullException"><paramref name="modelId"/> or <paramref name="requestId"/> is null.</exception>
    public ModelResult(TOutput output, string modelId, string requestId)
    {
        Output = output;
        ModelId = modelId ?? throw new ArgumentNullException(nameof(modelId));
        RequestId = requestId ?? throw new ArgumentNullException(nameof(requestId));
    }

    /// <summary>The output of the model.</summary>
    public TOutput Output { get; }

    /// <summary>The id of the model that ran.</summary>
    public string ModelId { get; }

    /// <summary>The request id of the job.</summary>
    public string RequestId { get; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key { get; init; }

    /// <summary>The time at which the service accepted the job; null if the service does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The time at which the job ended; null if the service does not say.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The cost of the job in US dollars; null if the service reports no readable cost.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// Why files of the result are missing from <c>JobLedgerOptions.DownloadFolder</c>; null if none are missing or none were to be
    /// downloaded. If the wait was stopped during the download, the value is an <see cref="OperationCanceledException"/>, and the download
    /// continues. For up to a day, another wait for the job retries a failed download; see <c>LedgerEnd.FilesError</c>.
    /// </summary>
    public Exception? DownloadError { get; init; }

    /// <summary>
    /// The full paths of the result's files that were downloaded to <c>JobLedgerOptions.DownloadFolder</c>, in the order of the output;
    /// empty if none were downloaded. The paths are valid on the machine that downloaded the files. If <see cref="DownloadError"/> is set,
    /// other files may be missing.
    /// </summary>
    public IReadOnlyList<string> DownloadedFiles { get; init; } = [];

    /// <summary>The service's whole answer, parsed on first use. It may repeat the input.</summary>
    /// <exception cref="JsonException">The answer has more than 10,000 levels, or takes too long to parse.</exception>
    public JsonElement Raw
    {
        get => _body.IsEmpty ? _raw : (_document ??= RawJson.ParseInPlace(_body)).RootElement;
        init => (_raw, _body) = (value, default);
    }

    internal ReadOnlyMemory<byte> Body { init => _body = value; }

    /// <summary>The headers of the answer, except cookies.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal ModelResult<TOther> With<TOther>(TOther output) => new(output, ModelId, RequestId)
    {
        _body = _body,
        _raw = _raw,
        Key = Key,
        CreatedAt = CreatedAt,
        FinishedAt = FinishedAt,
        CostUsd = CostUsd,
        DownloadError = DownloadError,
        DownloadedFiles = DownloadedFiles,
        ResponseHeaders = ResponseHeaders,
    };
}
