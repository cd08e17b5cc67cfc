using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Bench;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A row of the matrix: a phase, and a fault that happens once or always.</summary>
/// <param name="Phase">The phase in which the fault happens.</param>
/// <param name="Fault">The name of the fault.</param>
/// <param name="Kind">What a client can know about the fault.</param>
/// <param name="IsForGood">True if it happens always; false if once.</param>
internal sealed record Row(string Phase, string Fault, FaultKind Kind, bool IsForGood)
{
    public string Name => $"{Phase} | {Fault} | {(IsForGood ? "always" : "once")}";

    public Func<Call, Trap, EmulatorFault>? Make { get; init; }

    /// <summary>True if it breaks the connection, and not the call.</summary>
    public bool IsOfConnection { get; init; }

    public bool IsTls { get; init; }

    public bool IsTrusted { get; init; } = true;

    /// <summary>True if nothing listens, for a moment or always.</summary>
    public bool IsRefused { get; init; }

    public bool IsSilentPort { get; init; }

    public bool HasLargeBody { get; init; }

    public TimeSpan JobTime { get; init; }

    /// <summary>The job's timeout, and the first gap between polls; null for the default.</summary>
    public TimeSpan? JobTimeout { get; init; }

    /// <summary>The jump of the client's wall clock during the call.</summary>
    public TimeSpan ClientClockStep { get; init; }

    public IReadOnlyList<Call> Calls { get; init; } = Enum.GetValues<Call>();
}
