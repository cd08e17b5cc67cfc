using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Bench;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A row of the matrix: a phase, and a fault that happens once or, if <c>IsForGood</c> is true, every time.</summary>
internal sealed record Row(string Phase, string Fault, FaultKind Kind, bool IsForGood)
{
    public string Name => $"{Phase} | {Fault} | {(IsForGood ? "always" : "once")}";

    public Func<Call, Trap, EmulatorFault>? Make { get; init; }

    /// <summary>True if the fault affects the connection rather than the call.</summary>
    public bool IsOfConnection { get; init; }

    public bool IsTls { get; init; }

    public bool IsTrusted { get; init; } = true;

    /// <summary>True if nothing listens on the port, either briefly or permanently.</summary>
    public bool IsRefused { get; init; }

    public bool IsSilentPort { get; init; }

    public bool HasLargeBody { get; init; }

    /// <summary>True if the service itself, and not a proxy, answers with 503.</summary>
    public bool IsBusy503 { get; init; }

    /// <summary>True if the answer's body is a complete JSON value.</summary>
    public bool IsWholeJson { get; init; }

    public TimeSpan JobTime { get; init; }

    /// <summary>The value of both the job's timeout and the first polling interval; null for the defaults.</summary>
    public TimeSpan? JobTimeout { get; init; }

    /// <summary>The amount by which the client's wall clock jumps during the call.</summary>
    public TimeSpan ClientClockStep { get; init; }

    public IReadOnlyList<Call> Calls { get; init; } = Enum.GetValues<Call>();
}
