using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.Tool.Infer;

/// <summary>A location in a sample: a JSON pointer in which <c>*</c> means every item of an array, as in a patch.</summary>
/// <param name="pointer">The pointer, such as <c>/data/output</c> or <c>/*/output</c>.</param>
internal sealed class SamplePlace(string pointer)
{
    private readonly string[] _steps =
    [
        .. pointer.Split('/').Skip(1).Select(step => step
            .Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal)),
    ];

    internal static bool IsPointer(string text) => text.Length == 0 || text[0] == '/';

    /// <summary>Returns the parts of a sample at this location; null for each part that does not exist.</summary>
    internal IEnumerable<JsonElement?> PartsOf(JsonElement sample)
    {
        IEnumerable<JsonElement?> parts = [sample];
        return _steps.Aggregate(parts, static (all, step) => all.SelectMany(part => InsideOf(part, step)));
    }

    public override string ToString() => pointer;

    private static IEnumerable<JsonElement?> InsideOf(JsonElement? part, string step) => part switch
    {
        { ValueKind: JsonValueKind.Object } members => [members.TryGetProperty(step, out var value) ? value : null],
        { ValueKind: JsonValueKind.Array } items when step == "*" => items.EnumerateArray().Select(item => (JsonElement?)item),
        { ValueKind: JsonValueKind.Array } items
            when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.GetArrayLength() =>
                [items[index]],
        _ => [null],
    };
}
