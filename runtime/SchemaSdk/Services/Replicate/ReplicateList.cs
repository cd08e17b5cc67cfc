using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.Replicate;

/// <summary>The list of predictions.</summary>
/// <remarks>Replicate removes the input of a prediction after an hour. A prediction without one may have had any input.</remarks>
internal static class ReplicateList
{
    private static readonly Utf8Texts Names = new(["results", "next"]);
    private static readonly Utf8Texts ItemNames = new(["id", "model", "created_at", "input", "deployment"]);

    // cursor: the address of a page; only its query is used. Returns null if the address is at another server.
    internal static Uri? Address(Uri service, JobSearch search, string? cursor)
    {
        var list = ServiceProfile.Under(service, "v1/predictions");
        var query = $"?created_after={JobSearch.Text(search.From)}&created_before={JobSearch.Text(search.To)}";
        if (cursor is not null)
        {
            if (!Uri.TryCreate(list, cursor, out var next) || next.UserInfo.Length > 0 || Uri.Compare(
                next, service, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
            {
                return null;
            }

            query = next.Query;
        }

        return new Uri(list.AbsoluteUri + query);
    }

    internal static ListedJobs? Read(JobSearch search, ReadOnlyMemory<byte> body)
    {
        if (JsonMembers.Of(body, Names) is not { } page || JsonParts.Items(page[0]) is not { } items)
        {
            return null;
        }

        var jobs = new List<ListedJob>();
        var name = ReplicateModel.NameOf(search.ModelId);
        foreach (var item in items)
        {
            if (JsonMembers.Of(item, ItemNames) is not { } job || job.Text(0) is not { } id || job.Text(1) is not { } model)
            {
                return null;
            }

            if (model == name || (job.Text(4) is { } deployment && ReplicateModel.OfDeployment(deployment) == name))
            {
                jobs.Add(new ListedJob(id) { CreatedAt = job.Time(2), Input = job[3] });
            }
        }

        var next = page.Text(1);
        return next is null && !page[1].IsEmpty ? null : new ListedJobs(jobs, next);
    }
}
