using System.Globalization;
using SchemaSdk.Emulation.Faults;

namespace SchemaSdk.Emulation;

/// <summary>
/// Lists the faults of each kind of call. Each call that comes takes the next entry of its list. When it is through, or empty, faults at a
/// rate strike, and all other calls are answered as they should be. Thread-safe; may be added to at any time.
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
    private readonly Random _random;
    private readonly FaultScript<EmulatedOutcome?> _outcomes = new(none: null);
    private readonly SortedDictionary<EmulatorCall, FaultScript<EmulatorFault>> _scripts =
        new(Enum.GetValues<EmulatorCall>().ToDictionary(call => call, _ => new FaultScript<EmulatorFault>(EmulatorFault.None)));

    /// <param name="seed">Draws the calls that faults at a rate strike.</param>
    internal EmulatorFaults(int seed) => _random = new Random(seed);

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
    /// The <paramref name="call"/> is not one of the enum, or <paramref name="times"/> is not more than zero.
    /// </exception>
    public void Add(EmulatorCall call, EmulatorFault fault, int times = 1)
    {
        Check(call, fault);
        Add(call, fault, TextOf(call, fault), times, rate: null);
    }

    /// <summary>Lets a fault strike some of a call's kind, drawn with <see cref="ModelEmulatorOptions.Seed"/>, for good.</summary>
    /// <param name="call">The call.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="rate">The part of the calls that it strikes: more than 0, and up to 1.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="fault"/> strikes in a phase that <paramref name="call"/> does not have.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The <paramref name="call"/> is not one of the enum, or <paramref name="rate"/> is out of its range.
    /// </exception>
    public void AddAtRate(EmulatorCall call, EmulatorFault fault, double rate)
    {
        Check(call, fault);
        Add(call, fault, TextOf(call, fault), times: 1, Checked(rate));
    }

    /// <summary>
    /// Decides how the next submits end that are found right, before <see cref="ModelEmulatorOptions.Outcome"/> is asked.
    /// </summary>
    /// <param name="outcome">The end.</param>
    /// <param name="times">For how many submits in a row; <see cref="int.MaxValue"/>: for good. The default is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is not more than zero.</exception>
    public void AddOutcome(EmulatedOutcome outcome, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Add(call: null, outcome, TextOf(outcome), times, rate: null);
    }

    /// <summary>Decides how some of the submits end, drawn with <see cref="ModelEmulatorOptions.Seed"/>, for good.</summary>
    /// <param name="outcome">The end.</param>
    /// <param name="rate">The part of the submits that end so: more than 0, and up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is out of its range.</exception>
    public void AddOutcomeAtRate(EmulatedOutcome outcome, double rate)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Add(call: null, outcome, TextOf(outcome), times: 1, Checked(rate));
    }

    /// <summary>
    /// Adds a fault that is given as text, such as <c>submit:lost</c>, <c>status:503,times=3</c> or <c>job:fail,rate=10%</c>. The page of
    /// the emulator lists the words.
    /// </summary>
    /// <param name="fault">The text.</param>
    /// <exception cref="FormatException">The text is not a fault. The message says what would be.</exception>
    public void Add(string fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Add(FaultText.Read(fault));
    }

    /// <summary>Ends all lists and rates: from now on nothing goes wrong.</summary>
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

    /// <summary>The faults that are to come, by call.</summary>
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

    /// <summary>The fault of the call that has just come.</summary>
    internal EmulatorFault Next(EmulatorCall call)
    {
        lock (_lock)
        {
            return _scripts[call].Next(_random);
        }
    }

    /// <summary>The end of the submit that has just been found right; null if no fault decides it.</summary>
    internal EmulatedOutcome? NextOutcome()
    {
        lock (_lock)
        {
            return _outcomes.Next(_random);
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
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is more than 0, and up to 1.");

    internal static void Check(EmulatorCall call, EmulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!Enum.IsDefined(call))
        {
            throw new ArgumentOutOfRangeException(nameof(call), call, "The value is not a call of the service.");
        }

        if (fault != EmulatorFault.None && (call == EmulatorCall.Connect) != (fault.Phase is FaultPhase.Connect or FaultPhase.Handshake))
        {
            throw new ArgumentException(
                $"The fault '{fault}' cannot strike a call of kind {call}: phases Connect and Handshake are for EmulatorCall.Connect, "
                + "the others for requests.", nameof(fault));
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
