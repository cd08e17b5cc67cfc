using System.Security.Cryptography;

namespace SchemaSdk.Services.Fal;

/// <summary>Implements the protocol of fal's queue. Quoted words in comments refer to open questions in docs/services/fal.md.</summary>
/// <remarks>docs.fal.ai: model-apis/model-endpoints/queue; fal-js; fal_client. The profile is untested against the service.</remarks>
internal sealed partial class FalProfile : ServiceProfile
{
    private const string Queue = "queue.fal.run";
    private const string Platform = "api.fal.ai";
    private const string KeyTag = "job-key";
    private const int MaxTagLength = 256;

    // fal's clients refuse timeouts of up to 1 s. 2 s is assumed to be accepted (fal.md, "the shortest X-Fal-Request-Timeout").
    private const double LeastSeconds = 2;

    private static readonly FalOptions Usual = new();

    public override ServiceNames Names { get; } = new("fal")
    {
        JobsPage = "the requests page of the account at fal.ai/dashboard",
        TokenPage = "the keys page of the account at fal.ai/dashboard",
    };

    public override ServiceDefaults Defaults { get; } = new($"https://{Queue}")
    {
        // The value is a host, such as queue.fal.run, as in fal's own client.
        AddressVariable = "FAL_QUEUE_RUN_HOST",
        AddressVariableIsHost = true,
        TokenVariables = ["FAL_KEY"],
        FileHosts = ["fal.media", "*.fal.media"],
        JobHosts = [Queue, Platform, FalStorage.Host],
        UploadHosts = ["fal.media", "*.fal.media"],
        Limits = new ServiceLimits { StoredFileBytes = 5L << 30 },
    };

    public override FileStorage Storage { get; } = new FalStorage();

    public override CallbackScheme CallbackScheme { get; } = new()
    {
        IdHeaders = ["X-Fal-Webhook-Request-Id", "X-Fal-Webhook-User-Id"],
        TimestampHeader = "X-Fal-Webhook-Timestamp",
        SignatureHeader = "X-Fal-Webhook-Signature",
        Separator = '\n',
        SignsHash = true,
        KeysAddress = new("https://rest.fal.ai/.well-known/jwks.json"),
    };

    public override HttpMethod CancelMethod => HttpMethod.Put;

    internal override string ModelIdForm => "fal-ai/flux/dev";

    public override void Authorize(HttpRequestMessage request, string token) =>
        request.Headers.TryAddWithoutValidation("Authorization", $"Key {token}");

    public override void PrepareSubmit(HttpRequestMessage request, SubmitDetails submit)
    {
        var options = submit.Options as FalOptions ?? Usual;
        Add("X-Fal-Request-Timeout", options.StartsWithinTimeout ? Seconds(submit.JobTimeout, LeastSeconds) : null);
        Add("X-Fal-No-Retry", options.Retries ? null : "1");
        Add("x-app-fal-disable-fallback", options.Fallbacks ? null : "true");
        Add("X-Fal-Tags", submit.Key is { } key ? $"{KeyTag}={Tag(key)}" : null);
        Add("X-Fal-Queue-Priority", options.LowPriority ? "low" : null);
        Add("X-Fal-Store-IO", options.StoresPayloads ? null : "0");

        var lifetime = options.FileLifetime is { } time ? $"\"expiration_duration_seconds\":{Seconds(time, 1)}" : null;
        var access = options.FileAccess is { } who ? $"\"initial_acl\":{{\"default\":\"{who.ToString().ToLowerInvariant()}\"}}" : null;
        var files = string.Join(',', new[] { lifetime, access }.OfType<string>());
        Add("X-Fal-Object-Lifecycle-Preference", files.Length > 0 ? $"{{{files}}}" : null);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    public override void CheckModelId(string modelId)
    {
        base.CheckModelId(modelId);
        if (modelId.Split('/') is var segments && segments.Length < LengthOfApp(segments))
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(modelId)}\" is not a fal model id: the owner or the app is missing. Ids look like {ModelIdForm}.",
                nameof(modelId));
        }
    }

    public override Uri SubmitAddress(Uri service, string modelId) => Under(service, Escape(Checked(modelId)));

    public override Uri SubmitAddress(Uri service, SubmitDetails submit)
    {
        var address = SubmitAddress(service, submit.ModelId);
        return submit.Options is FalOptions { CallbackAddress: { } callback }
            ? new UriBuilder(address) { Query = $"fal_webhook={Uri.EscapeDataString(callback.AbsoluteUri)}" }.Uri : address;
    }

    public override Uri StatusAddress(Uri service, JobKey job) => job.Links?.Status ?? Request(service, job, "/status");

    // Sends logs=1, as fal's JavaScript client does.
    public override Uri LogsAddress(Uri service, JobKey job) => new UriBuilder(StatusAddress(service, job)) { Query = "logs=1" }.Uri;

    public override Uri StreamAddress(Uri service, JobKey job)
    {
        var status = StatusAddress(service, job);
        return new UriBuilder(status) { Path = $"{status.AbsolutePath.TrimEnd('/')}/stream", Query = "logs=1" }.Uri;
    }

    public override Uri ResultAddress(Uri service, JobKey job) => job.Links?.Result ?? Request(service, job, "");

    public override Uri CancelAddress(Uri service, JobKey job) => job.Links?.Cancel ?? Request(service, job, "/cancel");

    // fal's platform API lists the requests of one model, but without their tags, so a job is found by its input. Each started job
    // is assumed to be in the list (fal.md, "when the list of requests shows a job"). "end" is not sent: it may exclude later jobs.
    public override Uri ListAddress(Uri service, JobSearch search, string? cursor)
    {
        var from = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
        return Under(HostOf(service, Platform),
            $"v1/models/requests/by-endpoint?endpoint_id={Uri.EscapeDataString(search.ModelId)}&start={JobSearch.Text(search.From)}"
            + $"&limit=100&expand=payloads{from}");
    }

    // The model and the input in the list are as submitted; this is assumed (fal.md, "the model and the input in the list of requests").
    public override ListedJobs? ReadList(JobSearch search, ReadOnlyMemory<byte> body)
    {
        // The list was requested for one model only, so an entry of another model makes the list unusable.
        if (JsonMembers.Of(body) is not { } page || JsonMembers.AllOf(page["items"u8]) is not { } items
            || !items.TrueForAll(job => job.Text("request_id"u8) is not null && job.Text("endpoint_id"u8) == search.ModelId))
        {
            return null;
        }

        // Only an explicit "has_more": false shows that this is the last page.
        var jobs = items.ConvertAll(static job =>
            new ListedJob(job.Text("request_id"u8)!) { CreatedAt = job.Time("sent_at"u8), Input = job["json_input"u8] });
        return page["has_more"u8].Span.SequenceEqual("false"u8) ? new ListedJobs(jobs, Next: null)
            : page.IsTrue("has_more"u8) && page.Text("next_cursor"u8) is { } next ? new ListedJobs(jobs, next)
            : null;
    }

    // fal is assumed to find a job only under the job's own app (fal.md, "the status of a job under another app").
    // So any status confirms the app.
    public override bool? IsJobOf(string modelId, ServiceBody body) =>
        body is { Status: not null, State: not (null or JobState.Unknown) } ? true : null;

    public override string? FindRequestId(ReadOnlySpan<byte> start) => JsonMembers.Of(start.ToArray(), isStart: true)?.Text("request_id"u8);

    // A 429 means that no job was started; this is assumed (fal.md, "429 for a submit"). 503, however, is documented for a failed runner.
    public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) => statusCode == 429;

    // A 404 alone is not enough, because a model may also fail with 404.
    public override bool IsUnknownRequest(int statusCode, ServiceBody? body) =>
        statusCode == 404 && body is { IsOwnError: true, ErrorCode: NotFound };

    // The address of a fal API other than the queue. An emulator or gateway has one address for all of fal's APIs.
    internal static Uri HostOf(Uri service, string host) => service.Host == Queue ? new Uri($"https://{host}") : service;

    // The submit address contains the whole model id, but the addresses of a job contain only the app.
    private static Uri Request(Uri service, JobKey job, string call)
    {
        var segments = job.ModelId.Split('/');
        var app = string.Join('/', segments[..Math.Min(segments.Length, LengthOfApp(segments))]);
        return Under(service, $"{Escape(app)}/requests/{job.RequestId}{call}");
    }

    // The app is an owner and a name. In some namespaces, the name of the namespace comes first.
    private static int LengthOfApp(string[] segments) => segments[0] is "workflows" or "comfy" ? 3 : 2;

    private static string Seconds(TimeSpan time, double least) =>
        Math.Max(least, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    // fal silently drops a tag whose value has a comma or anything but printable ASCII, and trims spaces around the value.
    private static string Tag(string key) =>
        key.Length <= MaxTagLength && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && !key.Contains(',') ? key
            : $"sha256-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))).ToLowerInvariant()}";
}
