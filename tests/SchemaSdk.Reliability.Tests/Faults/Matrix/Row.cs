using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Bench;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A row of the matrix: a phase and a fault, once or for good.</summary>
/// <param name="Phase">How far the call has come.</param>
/// <param name="Fault">What goes wrong then.</param>
/// <param name="Kind">What a client can know of it.</param>
/// <param name="IsForGood">True if it goes on; else it strikes once.</param>
internal sealed record Row(string Phase, string Fault, FaultKind Kind, bool IsForGood)
{
    public string Name => $"{Phase} | {Fault} | {(IsForGood ? "always" : "once")}";

    /// <summary>Makes a fault of the service, for a call.</summary>
    public Func<Call, Trap, EmulatorFault>? Make { get; init; }

    /// <summary>True if it strikes the connection, and not the call.</summary>
    public bool IsOfConnection { get; init; }

    public bool IsTls { get; init; }

    public bool IsTrusted { get; init; } = true;

    /// <summary>Nothing listens: for the length of a blink, or for good.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Nobody answers an attempt to connect.</summary>
    public bool IsSilentPort { get; init; }

    /// <summary>The body is too large to leave at once.</summary>
    public bool HasLargeBody { get; init; }

    /// <summary>The time that jobs run.</summary>
    public TimeSpan JobTime { get; init; }

    /// <summary>The time for which the job is waited for, and the first gap between polls; null: the default.</summary>
    public TimeSpan? JobTimeout { get; init; }

    /// <summary>The jump of the client's own wall clock in the middle of the call.</summary>
    public TimeSpan ClientClockStep { get; init; }

    public IReadOnlyList<Call> Calls { get; init; } = Enum.GetValues<Call>();
}
