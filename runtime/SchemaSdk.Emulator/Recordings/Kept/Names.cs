namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>The names of the members in a recording's file.</summary>
internal static class Names
{
    /// <summary>The version of the format. A newer version of SchemaSdk may write a newer format.</summary>
    public const int Version = 1;

    public const string Format = "format";
    public const string Service = "service";
    public const string Model = "model";
    public const string RecordedAt = "recorded_at";
    public const string Input = "input";
    public const string States = "states";
    public const string At = "at";
    public const string State = "state";
    public const string Position = "position";
    public const string Output = "output";
    public const string Error = "error";
    public const string Files = "files";
    public const string Name = "name";
    public const string MediaType = "media_type";
    public const string Bytes = "bytes";
    public const string Hash = "sha256";
    public const string Inline = "inline";
    public const string CostUsd = "cost_usd";
    public const string Price = "price";
    public const string Usd = "usd";
    public const string Unit = "unit";

    private static readonly (string Name, JobPhase Phase)[] Phases =
    [
        ("queued", JobPhase.InQueue), ("running", JobPhase.InProgress),
        ("succeeded", JobPhase.Succeeded), ("failed", JobPhase.Failed),
    ];

    public static string Of(JobPhase phase) => Array.Find(Phases, known => known.Phase == phase).Name;

    public static JobPhase? PhaseOf(string name) =>
        Array.Find(Phases, known => known.Name == name) is { Name: not null } known ? known.Phase : null;
}
