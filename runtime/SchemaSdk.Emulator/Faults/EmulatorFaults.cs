using System.Globalization;
using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation;

/// <summary>
/// The faults for each kind of call. Each call uses the next fault in the list for its kind. When the list is empty, faults with a rate
/// are drawn at random. A call without a fault is answered normally. Thread-safe; faults can be added at any time.
/// </summary>
/// <example>
/// The first submit is accepted, but its answer is lost. The third status call and all later status calls get a 503:
/// <code>
/// emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
/// emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.None, times: 2);
/// emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(503), times: int.MaxValue);
/// </code>
/// </example>
public sealed class EmulatorFaults
{
    private readonly object _lock = new();
    private readonly FaultScript<EmulatedOutcome?> _outcomes;
    private readonly SortedDictionary<EmulatorCall, FaultScript<EmulatorFault>> _scripts;

    /// <param name="seed">The seed for faults with a rate.</param>
    internal EmulatorFaults(int seed)
    {
        // Each kind of call has its own random numbers. Otherwise, the number of polls would determine which jobs fail.
        var seeds = new Random(seed);
        _outcomes = new(none: null, seeds.Next());
        _scripts = new(Enum.GetValues<EmulatorCall>()
            .ToDictionary(call => call, _ => new FaultScript<EmulatorFault>(EmulatorFault.None, seeds.Next())));
    }

    /// <summary>Adds a fault to the end of the list for a kind of call.</summary>
    /// <param name="call">
    /// The kind of call. A fault for <see cref="EmulatorCall.Connect"/> affects the next connection, regardless of which calls use it;
    /// in an emulator without sockets, every request counts as a connection.
    /// </param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">
    /// The number of consecutive calls that get the fault; <see cref="int.MaxValue"/> for all. The default is 1.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The phase of <paramref name="fault"/> cannot occur in <paramref name="call"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="call"/> is not a value of the enum, or <paramref name="times"/> is zero or negative.
    /// </exception>
    public void Add(EmulatorCall call, EmulatorFault fault, int times = 1)
    {
        Check(call, fault);
        Add(call, fault, TextOf(call, fault), times, rate: null);
    }

    /// <summary>
    /// Gives a fault to a fraction of all later calls of a kind. <see cref="ModelEmulatorOptions.Seed"/> determines which calls get it.
    /// </summary>
    /// <param name="call">The kind of call.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="rate">The fraction of the calls that get the fault: more than 0, up to 1.</param>
    /// <exception cref="ArgumentException">
    /// The phase of <paramref name="fault"/> cannot occur in <paramref name="call"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="call"/> is not a value of the enum, or <paramref name="rate"/> is out of range.
    /// </exception>
    public void AddAtRate(EmulatorCall call, EmulatorFault fault, double rate)
    {
        Check(call, fault);
        Add(call, fault, TextOf(call, fault), times: 1, Checked(rate));
    }

    /// <summary>
    /// Sets the outcome of the next valid submits. This outcome takes precedence over <see cref="ModelEmulatorOptions.Outcome"/>.
    /// </summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="times">The number of consecutive submits; <see cref="int.MaxValue"/> for all. The default is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is zero or negative.</exception>
    public void AddOutcome(EmulatedOutcome outcome, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Add(call: null, outcome, TextOf(outcome), times, rate: null);
    }

    /// <summary>
    /// Sets the outcome of a fraction of all later valid submits. <see cref="ModelEmulatorOptions.Seed"/> determines which ones.
    /// </summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="rate">The fraction of the submits that get this outcome: more than 0, up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is out of range.</exception>
    public void AddOutcomeAtRate(EmulatedOutcome outcome, double rate)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Add(call: null, outcome, TextOf(outcome), times: 1, Checked(rate));
    }

    /// <summary>
    /// Adds a fault that is described by text, such as <c>submit:lost</c>, <c>status:503,times=3</c> or <c>job:fail,rate=10%</c>. The
    /// documentation of the emulator lists all faults.
    /// </summary>
    /// <param name="fault">The text.</param>
    /// <exception cref="FormatException">The text does not describe a fault. The message says what is valid.</exception>
    public void Add(string fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Add(FaultText.Read(fault));
    }

    /// <summary>Removes all faults. Later calls are answered normally.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _outcomes.Clear();
            foreach (var script in _scripts.Values)
            {
                script.Clear();
            }
        }
    }

    internal void Add(ParsedFault fault) => Add(fault.Call, fault.What, fault.Text, fault.Times, fault.Rate);

    /// <summary>The faults that have not been used up, by kind of call.</summary>
    internal IReadOnlyList<FaultLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _scripts.Values.SelectMany(script => script.Lines), .. _outcomes.Lines];
            }
        }
    }

    /// <summary>Returns the fault for a new call. Removes a fault that is used up.</summary>
    internal EmulatorFault Next(EmulatorCall call)
    {
        lock (_lock)
        {
            return _scripts[call].Next();
        }
    }

    /// <summary>Returns the outcome for a new valid submit; null if no fault sets it. Removes a fault that is used up.</summary>
    internal EmulatedOutcome? NextOutcome()
    {
        lock (_lock)
        {
            return _outcomes.Next();
        }
    }

    private void Add(EmulatorCall? call, object what, string text, int times, double? rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_lock)
        {
            if (what is EmulatedOutcome outcome)
            {
                Add(_outcomes, outcome, text, times, rate);
            }
            else
            {
                Add(_scripts[call!.Value], (EmulatorFault)what, text, times, rate);
            }
        }
    }

    private static void Add<T>(FaultScript<T> script, T what, string text, int times, double? rate)
    {
        if (rate is { } part)
        {
            script.AddAtRate(what, text, part);
        }
        else
        {
            script.Add(what, text, times);
        }
    }

    private static double Checked(double rate) => rate is > 0 and <= 1
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate must be more than 0 and at most 1.");

    internal static void Check(EmulatorCall call, EmulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!Enum.IsDefined(call))
        {
            throw new ArgumentOutOfRangeException(nameof(call), call, "The value is not an EmulatorCall.");
        }

        if (fault != EmulatorFault.None && (call == EmulatorCall.Connect) != (fault.Phase is FaultPhase.Connect or FaultPhase.Handshake))
        {
            throw new ArgumentException(
                $"EmulatorCall.{call} does not support the fault '{fault}': the phases Connect and Handshake are only for "
                + "EmulatorCall.Connect, and the other phases are only for requests.", nameof(fault));
        }
    }

    private static string TextOf(EmulatorCall call, EmulatorFault fault) =>
        string.Create(CultureInfo.InvariantCulture, $"{call.ToString().ToLowerInvariant()}: {fault}");

    private static string TextOf(EmulatedOutcome outcome) => outcome switch
    {
        { Error: { } error } => $"job: fails with '{error}'",
        { NeverEnds: true } => "job: never ends",
        { Refusal: { } refusal } => string.Create(CultureInfo.InvariantCulture, $"job: refused with {refusal.StatusCode}"),
        _ => "job: succeeds",
    };
}
