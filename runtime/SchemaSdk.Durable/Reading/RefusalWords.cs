namespace SchemaSdk.Durable.Reading;

/// <summary>The parts that refuse jobs, as the table has them.</summary>
internal static class RefusalWords
{
    internal static string? Of(LedgerRefusal? refusal) => refusal switch
    {
        null => null,
        LedgerRefusal.Service => "service",
        LedgerRefusal.Input => "input",
        LedgerRefusal.Budget => "budget",
        LedgerRefusal.NotSent => "not_sent",
        LedgerRefusal.Person => "person",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, $"{(int)refusal} is not a LedgerRefusal."),
    };

    // A word of a later version tells nothing that this one needs.
    internal static LedgerRefusal? Of(string? word) => word switch
    {
        "service" => LedgerRefusal.Service,
        "input" => LedgerRefusal.Input,
        "budget" => LedgerRefusal.Budget,
        "not_sent" => LedgerRefusal.NotSent,
        "person" => LedgerRefusal.Person,
        _ => null,
    };
}
