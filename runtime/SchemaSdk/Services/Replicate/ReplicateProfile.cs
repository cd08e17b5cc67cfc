using System.Text.Encodings.Web;

namespace SchemaSdk.Services.Replicate;

/// <summary>Implements the protocol of Replicate's predictions. Quoted words in comments refer to docs/services/replicate.md.</summary>
/// <remarks>replicate.com/docs/reference/http; replicate/replicate-python-beta. The profile is untested against the service.</remarks>
internal sealed partial class ReplicateProfile : ServiceProfile
{
    // The shortest job timeout that is sent. This value is assumed (replicate.md, "the shortest time that Cancel-After accepts").
    private const double LeastSeconds = 5;

    public override ServiceNames Names { get; } = new("Replicate")
    {
        JobsPage = "the predictions page of the account at replicate.com",
        TokenPage = "the API tokens page of the account at replicate.com",
    };

    public override ServiceDefaults Defaults { get; } = new("https://api.replicate.com")
    {
        AddressVariable = "REPLICATE_BASE_URL",
        TokenVariables = ["REPLICATE_API_TOKEN"],
        FileHosts = ["replicate.delivery", "*.replicate.delivery", "api.replicate.com"],
        JobHosts = ["api.replicate.com"],
        StreamHosts = ["stream.replicate.com"],

        // Replicate's client refuses an input whose files exceed 10 MB in total. An account may make 3,000 reads a minute.
        Limits = new ServiceLimits(
            ImageBytes: 6L << 20, VideoBytes: 7L << 20, AudioBytes: 7L << 20, RequestBytes: 10L << 20, ReadsPerSecond: 50)
        { StoredFileBytes = 100L << 20 },
    };

    public override FileStorage Storage { get; } = new ReplicateStorage();

    public override CallbackScheme CallbackScheme => CallbackScheme.StandardWebhooks;

    public override bool StatusHasResult => true;

    internal override string ModelIdForm => "owner/name, owner/name:version, owner/name/versions/version or deployments/owner/name";

    public override void PrepareSubmit(HttpRequestMessage request, SubmitDetails submit)
    {
        if (submit.Options is not ReplicateOptions { CancelsAfterTimeout: false })
        {
            var seconds = Math.Max(LeastSeconds, Math.Ceiling(submit.JobTimeout.TotalSeconds));
            request.Headers.TryAddWithoutValidation("Cancel-After", string.Create(CultureInfo.InvariantCulture, $"{seconds}s"));
        }
    }

    public override void CheckModelId(string modelId)
    {
        base.CheckModelId(modelId);
        _ = ModelOf(modelId);
    }

    public override string RootOf(string path) => WithoutEnd(path, "/v1");

    public override Uri SubmitAddress(Uri service, string modelId) => Under(service, ModelOf(Checked(modelId)).Path);

    public override SubmitEnvelope EnvelopeOf(string modelId) => ModelOf(modelId).Envelope;

    public override SubmitEnvelope EnvelopeOf(SubmitDetails submit)
    {
        var callback = submit.Options is not ReplicateOptions { CallbackAddress: { } address } ? ""
            : $$""","webhook":"{{Encoded(address)}}","webhook_events_filter":["completed"]""";
        return EnvelopeOf(submit.ModelId) with { After = Encoding.UTF8.GetBytes($"{callback}}}") };

        static JsonEncodedText Encoded(Uri address) =>
            JsonEncodedText.Encode(address.AbsoluteUri, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    }

    public override Uri StatusAddress(Uri service, JobKey job) => job.Links?.Status ?? Under(service, $"v1/predictions/{job.RequestId}");

    public override Uri? StreamAddress(Uri service, JobKey job) => job.Links?.Stream;

    public override Uri CancelAddress(Uri service, JobKey job) =>
        job.Links?.Cancel ?? Under(service, $"v1/predictions/{job.RequestId}/cancel");

    // A job is assumed to be listed at once (replicate.md, "when the list of predictions shows a job"). The minute is a safety margin.
    public override TimeSpan ListDelay => TimeSpan.FromMinutes(1);

    // The cursor is the address of a page. Only the query of that address is used.
    public override Uri? ListAddress(Uri service, JobSearch search, string? cursor)
    {
        var list = Under(service, "v1/predictions");
        if (cursor is null)
        {
            return new Uri($"{list.AbsoluteUri}?created_after={JobSearch.Text(search.From)}&created_before={JobSearch.Text(search.To)}");
        }

        return Uri.TryCreate(list, cursor, out var next) && next.UserInfo.Length == 0 && Uri.Compare(
            next, service, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? new Uri(list.AbsoluteUri + next.Query) : null;
    }

    // Replicate removes the input of a prediction after an hour, so a prediction without an input may have had any input.
    public override ListedJobs? ReadList(JobSearch search, ReadOnlyMemory<byte> body)
    {
        if (JsonMembers.Of(body) is not { } page || JsonMembers.AllOf(page["results"u8]) is not { } items
            || !items.TrueForAll(static job => job.Text("id"u8) is not null && job.Text("model"u8) is not null)
            || (page.Text("next"u8) is null && !page["next"u8].IsEmpty))
        {
            return null;
        }

        // Compares the hashes of versions, because a renamed model keeps them. Compares names if a hash is missing, as in many predictions.
        var model = ModelOf(search.ModelId);
        var jobs = items
            .FindAll(job => (model.Version, job.Text("version"u8)) is ({ Length: 64 } own, { Length: 64 } other) ? own == other
                : model.IsNamed(job.Text("model"u8)) || (model.Version is { } version && job.Text("version"u8) == version)
                || (job.Text("deployment"u8) is { } deployment && model.IsNamed(ReplicateModel.OfDeployment(deployment))))
            .ConvertAll(static job => new ListedJob(job.Text("id"u8)!) { CreatedAt = job.Time("created_at"u8), Input = job["input"u8] });
        return new ListedJobs(jobs, page.Text("next"u8));
    }

    public override bool? IsJobOf(string modelId, ServiceBody body) => body.ModelId is { } named ? ModelOf(modelId).IsNamed(named) : null;

    public override string? FindRequestId(ReadOnlySpan<byte> start) => JsonMembers.Of(start.ToArray(), isStart: true)?.Text("id"u8);

    // A 429 is assumed to mean that no job was started (replicate.md, "429 for a submit").
    public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) => statusCode == 429;

    private ReplicateModel ModelOf(string modelId) => ReplicateModel.Of(modelId) ?? throw new ArgumentException(
        $"\"{ErrorText.Cut(modelId)}\" is not a Replicate model id. Ids look like {ModelIdForm}.", nameof(modelId));
}
