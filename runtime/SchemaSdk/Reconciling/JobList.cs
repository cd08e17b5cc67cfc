namespace SchemaSdk.Reconciling;

/// <summary>Reads the service's list of submitted jobs, page by page. Does not retry.</summary>
internal sealed class JobList(ServiceAccess access, JobSearch search, TokenContext? account)
{
    private const int MostPages = 20;

    private readonly Dictionary<string, ListedJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>The jobs on the pages that were read. A job that is on two pages is included once.</summary>
    internal IReadOnlyCollection<ListedJob> Jobs => _jobs.Values;

    /// <summary>The date in the first answer (null if it has none), and this machine's time when that request was sent.</summary>
    internal (DateTimeOffset? Date, DateTimeOffset SentAt)? Clocks { get; private set; }

    internal static bool Exists(ClientSettings settings, string modelId, DateTimeOffset sentAt) =>
        AddressOf(settings, new JobSearch(modelId, sentAt, sentAt), cursor: null) is not null;

    /// <summary>Reads all pages of the service's list.</summary>
    /// <returns>Null if the list is complete; otherwise a sentence that says why it is not.</returns>
    internal async Task<string?> ReadAsync(CancellationToken stop)
    {
        string? cursor = null;
        var page = 1;
        do
        {
            if (AddressOf(access.Settings, search, cursor) is not { } address)
            {
                return cursor is null ? $"{access.Settings.Service.Names.Name} has no list of submitted jobs."
                    : "The list of jobs is incomplete, because the address of its next page is not allowed.";
            }

            var request = new ApiRequest(ServiceCall.List, address) { Job = account };
            var (attempt, sentAt, _) = await access.ReadAsync(request, stop).ConfigureAwait(false);
            if (attempt.Answer is not { StatusCode: 200, Moved: AddressChange.None } answer)
            {
                return $"The list of jobs could not be read: {attempt.Describe()}.";
            }

            Clocks ??= (DateTimeOffset.TryParse(answer.Headers.GetValueOrDefault("Date"), CultureInfo.InvariantCulture, out var d)
                ? d : null, access.Time.GetUtcNow() - access.Time.GetElapsedTime(sentAt));
            if (Quietly.Make(() => access.Settings.Service.ReadList(search, answer.Body)) is not { } listed
                || !listed.Jobs.All(job => access.Settings.Service.IsRequestId(job.RequestId)))
            {
                return "The service's answer is not a list of jobs.";
            }

            foreach (var job in listed.Jobs.Where(search.Covers))
            {
                _jobs[job.RequestId] = job;
            }

            cursor = listed.Next;
        }
        while (cursor is not null && page++ < MostPages);

        return cursor is null ? null : $"The list of jobs has more than {MostPages} pages. Look for the job by hand.";
    }

    private static Uri? AddressOf(ClientSettings settings, JobSearch search, string? cursor) =>
        Quietly.Make(() => settings.Service.ListAddress(settings.BaseAddress, search, cursor)) is { } address
        && TokenHosts.Allow(settings, address) ? address : null;
}
