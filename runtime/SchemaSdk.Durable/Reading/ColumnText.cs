namespace SchemaSdk.Durable.Reading;

/// <summary>Converts outcomes, refusals, file paths and links to and from the strings in their columns.</summary>
internal static class ColumnText
{
    private const int MaxLinkLength = 2_000;   // a longer address is omitted, so that the default address is used instead

    private static readonly string[] Outcomes = ["succeeded", "failed", "canceled"];
    private static readonly JobState[] States = [JobState.Succeeded, JobState.Failed, JobState.Canceled];
    private static readonly string[] Refusals = ["service", "input", "budget", "not_sent", "person"];   // in the order of LedgerRefusal

    internal static string? Of(JobState? outcome) => outcome is { } state ? Outcomes[Array.IndexOf(States, state)] : null;

    internal static JobState? OutcomeOf(string? word) => word is null ? null : Array.IndexOf(Outcomes, word) is >= 0 and var at ? States[at]
        : throw new FormatException($"'{word}' is not an outcome of a job.");

    internal static string? Of(LedgerRefusal? refusal) => refusal is not { } by ? null : Enum.IsDefined(by) ? Refusals[(int)by]
        : throw new ArgumentOutOfRangeException(nameof(refusal), refusal, $"{(int)by} is not a LedgerRefusal.");

    // Ignores a value that a later version of this package may have written, because nothing here depends on it.
    internal static LedgerRefusal? RefusalOf(string? word) => Array.IndexOf(Refusals, word) is >= 0 and var at ? (LedgerRefusal)at : null;

    internal static string? Of(IReadOnlyList<string>? texts) => texts is null or [] ? null
        : new JsonArray([.. texts.Select(static text => (JsonNode)JsonValue.Create(text))]).ToJsonString();

    internal static IReadOnlyList<string> TextsOf(string? array)
    {
        using var document = JsonDocument.Parse(array ?? "[]");
        return document.RootElement.EnumerateArray().Select(static text => text.GetString() ?? "").ToList();
    }

    internal static string? Of(JobLinks? links) => links is null ? null : Of([Kept(links.Status), Kept(links.Result), Kept(links.Cancel)]);

    internal static JobLinks? LinksOf(string? array) => array is null ? null
        : TextsOf(array) is [var status, var result, var cancel] ? new(OrNull(status), OrNull(result), OrNull(cancel))
        : throw new FormatException("The links column does not contain exactly three addresses.");

    private static string Kept(string? link) => link?.Length <= MaxLinkLength ? link : "";

    private static string? OrNull(string link) => link.Length > 0 ? link : null;
}
