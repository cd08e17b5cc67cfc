using System.Globalization;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>Cuts a list for the platform API into pages. The cursor of a page is the number of entries before that page.</summary>
internal static class FalPage
{
    private const int Usual = 50;

    /// <param name="request">The request, which has the limit and the cursor.</param>
    /// <param name="member">The member of the body that contains the entries.</param>
    /// <param name="entries">All entries.</param>
    /// <param name="most">The highest limit that a request may set.</param>
    /// <param name="write">Writes an entry.</param>
    public static ServiceAnswer Of<T>(
        ServiceRequest request, string member, IReadOnlyList<T> entries, int most, Func<T, JsonNode> write)
    {
        var start = Number(request.Query("cursor")) ?? 0;
        var page = entries.Skip(start).Take(Math.Clamp(Number(request.Query("limit")) ?? Usual, 1, most)).ToList();
        var end = start + page.Count;
        var hasMore = end < entries.Count;
        return ServiceAnswer.Json(200, new JsonObject
        {
            [member] = new JsonArray([.. page.Select(write)]),
            ["next_cursor"] = hasMore ? end.ToString(CultureInfo.InvariantCulture) : null,
            ["has_more"] = hasMore,
        });
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
