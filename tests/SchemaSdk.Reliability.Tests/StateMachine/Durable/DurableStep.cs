namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>One step of a history.</summary>
internal sealed record DurableStep(StepKind Kind, int Which, int How)
{
    private static readonly StepKind[] Likely =
    [
        StepKind.Run, StepKind.Run, StepKind.Run, StepKind.Answer, StepKind.Answer, StepKind.Answer, StepKind.Answer, StepKind.Advance,
        StepKind.Advance, StepKind.Doom, StepKind.Crash,
    ];

    public static DurableStep[] History(Random random) =>
        [.. Enumerable.Range(0, random.Next(4, 30)).Select(_ => new DurableStep(
            Likely[random.Next(Likely.Length)], random.Next(8), random.Next(12)))];
}

/// <summary>The kinds of steps.</summary>
internal enum StepKind
{
    /// <summary>A caller runs a job with a key, in rare cases with an input that differs from the key's earlier input.</summary>
    Run,

    Answer,

    Advance,

    /// <summary>The process will end just before or just after one of its next entries becomes durable.</summary>
    Doom,

    /// <summary>The process ends now, and a new one starts.</summary>
    Crash,
}
