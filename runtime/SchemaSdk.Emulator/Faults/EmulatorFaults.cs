using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation;

/// <summary>
/// Lists the faults of each kind of call. Each call that comes takes the next entry of its list.
/// When it is through, or empty, calls are answered as they should be. Thread-safe; may be added to at any time.
/// </summary>
/// <example>
/// The answer to the first submit is lost, though it was accepted; the third status call and all after it get a 503:
/// <code>
/// emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
/// emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.None, times: 2);
/// emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(503), times: int.MaxValue);
/// </code>
/// </example>
public sealed class EmulatorFaults
{
    private readonly object _lock = new();
    private readonly Dictionary<EmulatorCall, Queue<FaultEntry>> _scripts =
        Enum.GetValues<EmulatorCall>().ToDictionary(call => call, _ => new Queue<FaultEntry>());

    internal EmulatorFaults()
    {
    }

    /// <summary>Adds a fault to the end of a call's list.</summary>
    /// <param name="call">
    /// The call. A fault of <see cref="EmulatorCall.Connect"/> is for the next connection, whatever it is for; without sockets every
    /// request counts as one.
    /// </param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">For how many calls of that kind in a row; <see cref="int.MaxValue"/>: for good. The default is 1.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="fault"/> strikes in a phase that <paramref name="call"/> does not have.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such <paramref name="call"/>, or <paramref name="times"/> is not more than zero.
    /// </exception>
    public void Add(EmulatorCall call, EmulatorFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        if (!_scripts.TryGetValue(call, out var script))
        {
            throw new ArgumentOutOfRangeException(nameof(call), call, "There is no such call.");
        }

        if (fault != EmulatorFault.None && (call == EmulatorCall.Connect) != (fault.Phase is FaultPhase.Connect or FaultPhase.Handshake))
        {
            throw new ArgumentException(
                $"The fault '{fault}' cannot strike a call of kind {call}: phases Connect and Handshake are for EmulatorCall.Connect, "
                + "the others for requests.", nameof(fault));
        }

        lock (_lock)
        {
            script.Enqueue(new FaultEntry(fault, times));
        }
    }

    /// <summary>Ends all lists: from now on nothing goes wrong.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (var script in _scripts.Values)
            {
                script.Clear();
            }
        }
    }

    /// <summary>The fault of the call that has just come.</summary>
    internal EmulatorFault Next(EmulatorCall call)
    {
        lock (_lock)
        {
            if (!_scripts[call].TryPeek(out var entry))
            {
                return EmulatorFault.None;
            }

            if (entry.Times != int.MaxValue && --entry.Times == 0)
            {
                _scripts[call].Dequeue();
            }

            return entry.Fault;
        }
    }
}
