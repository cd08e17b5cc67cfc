using System.Globalization;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>The list of predictions, newest first. The cursor of a page is the id of the last prediction before that page.</summary>
internal static class PredictionList
{
    private const int PageSize = 100;

    public static ServiceAnswer Answer(ServiceRequest request, EmulatedState state)
    {
        var (after, before) = (Time(request, "created_after"), Time(request, "created_before"));
        var found = state.Jobs
            .Where(job => (after is null || job.CreatedAt >= after) && (before is null || job.CreatedAt < before))
            .ToList();
        var start = request.Query("cursor") is { } cursor ? found.FindIndex(job => job.Id == cursor) + 1 : 0;
        List<EmulatedJob> page = [.. found.Skip(start).Take(PageSize)];
        return ServiceAnswer.Json(200, new JsonObject
        {
            ["previous"] = start == 0 ? null : AddressOf(request, start <= PageSize ? null : found[start - PageSize - 1].Id, state),
            ["next"] = start + page.Count < found.Count ? AddressOf(request, page[^1].Id, state) : null,
            ["results"] = new JsonArray([.. page.Select(job => Prediction.Of(job, state))]),
        });
    }

    private static string AddressOf(ServiceRequest request, string? cursor, EmulatedState state)
    {
        (string Name, string? Value)[] query =
        [
            ("created_after", request.Query("created_after")), ("created_before", request.Query("created_before")), ("cursor", cursor),
        ];
        var given = query.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return $"{state.Address}v1/predictions?{string.Join('&', given)}";
    }

    private static DateTimeOffset? Time(ServiceRequest request, string name) =>
        DateTimeOffset.TryParse(request.Query(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
