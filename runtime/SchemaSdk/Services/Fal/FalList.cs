using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.Fal;

/// <summary>The list of requests to one model, in fal's platform API.</summary>
/// <remarks>
/// The list has no tags, so a job is found by its input.
/// Assumed ("when the list of requests has a job"): once the job has started. <c>start</c> may mean that time, so no <c>end</c> is sent.
/// Assumed ("the model and the input in the list of requests"): as they were submitted.
/// </remarks>
internal static class FalList
{
    /// <summary>The host of the list.</summary>
    internal const string Host = "api.fal.ai";

    private static readonly Utf8Texts Names = new(["items", "next_cursor", "has_more"]);
    private static readonly Utf8Texts ItemNames = new(["request_id", "endpoint_id", "sent_at", "json_input"]);

    internal static Uri Address(Uri service, JobSearch search, string? cursor)
    {
        var from = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
        return ServiceProfile.Under(
            FalProfile.HostOf(service, Host),
            $"v1/models/requests/by-endpoint?endpoint_id={Uri.EscapeDataString(search.ModelId)}&start={JobSearch.Text(search.From)}"
            + $"&limit=100&expand=payloads{from}");
    }

    internal static ListedJobs? Read(JobSearch search, ReadOnlyMemory<byte> body)
    {
        if (JsonMembers.Of(body, Names) is not { } page || JsonParts.Items(page[0]) is not { } items)
        {
            return null;
        }

        var jobs = new List<ListedJob>();
        foreach (var item in items)
        {
            // The list was requested for one model only, so an entry of another model makes the list unusable.
            if (JsonMembers.Of(item, ItemNames) is not { } job || job.Text(0) is not { } id || job.Text(1) != search.ModelId)
            {
                return null;
            }

            jobs.Add(new ListedJob(id) { CreatedAt = job.Time(2), Input = job[3] });
        }

        // Without a clear "no", the list may have more jobs.
        var next = page.Text(1);
        return page[2].Span.SequenceEqual("false"u8) ? new ListedJobs(jobs, Next: null)
            : page.IsTrue(2) && next is not null ? new ListedJobs(jobs, next)
            : null;
    }
}
