using System.Globalization;

namespace SchemaSdk.Emulation.Faults;

/// <summary>The names and values that describe faults as text.</summary>
internal static class FaultWords
{
    private const string FailedByFault = "A fault that the emulator injected made the job fail.";
    private const string ProxyPage = "<html><body>A proxy wrote this page.</body></html>";
    private const long MostBytes = 1L << 30; // compressing more would take seconds

    public const string OfJobs = "fail, fail=why and never-ends";

    public const string OfCalls =
        "none, lost, reset, close, hang, an HTTP status such as 503 or 429=5s, busy=5s, unavailable=5s, html=502, drip=20ms, truncated, "
        + "wrong-types, other-id, gzip-bomb=100000000 and clock=1h";

    public static string Phases { get; } = string.Join(", ", Enum.GetValues<FaultPhase>().Select(TextOf));

    /// <summary>Returns the name that a phase has in a fault's text, such as <c>before-response</c>.</summary>
    public static string TextOf(FaultPhase phase) => string.Concat(phase.ToString().Select((letter, index) =>
        char.IsUpper(letter) ? $"{(index > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    public static FaultPhase? Phase(string word) =>
        Enum.GetValues<FaultPhase>().Where(phase => TextOf(phase) == word).Select(phase => (FaultPhase?)phase).FirstOrDefault();

    /// <summary>Parses a percentage as a fraction. Returns null if it is not a number above 0% and up to 100%.</summary>
    public static double? Rate(string text) =>
        text.EndsWith('%')
        && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent is > 0 and <= 100
            ? percent / 100
            : null;

    /// <summary>Returns the outcome with this name and value; null if the name is unknown or cannot have the value.</summary>
    public static EmulatedOutcome? Outcome(string word, string? value) => (word, value) switch
    {
        ("fail", _) => EmulatedOutcome.Fail(value ?? FailedByFault),
        ("never-ends", null) => EmulatedOutcome.NeverEnd,
        _ => null,
    };

    /// <summary>Returns the fault with this name and value; null if the name is unknown or cannot have the value.</summary>
    /// <exception cref="ArgumentException">The fault cannot occur in that phase, or a number is out of range.</exception>
    public static EmulatorFault? Fault(EmulatorCall call, string word, string? value, FaultPhase? at)
    {
        if (FixedFault(word, value) is { } @fixed)
        {
            return at is null ? @fixed : throw new ArgumentException($"'{word}' has a fixed phase, so it cannot have 'at'.");
        }

        var phase = at ?? (call == EmulatorCall.Connect ? FaultPhase.Connect : FaultPhase.AfterBody);
        return (word, Duration(value), Whole(value)) switch
        {
            ("reset", null, null) when value is null => EmulatorFault.Reset(phase),
            ("close", null, null) when value is null => EmulatorFault.Close(phase),
            ("hang", null, null) when value is null => EmulatorFault.Hang(phase),
            ("busy", { } wait, _) => EmulatorFault.NotNow(429, wait, phase),
            ("unavailable", { } wait, _) => EmulatorFault.NotNow(503, wait, phase),
            ("html", _, { } status) => EmulatorFault.Answer(Status(status), "text/html", ProxyPage, phase),
            (_, { } wait, _) when Whole(word) is { } status => EmulatorFault.Status(Status(status), wait, phase),
            _ when value is null && Whole(word) is { } status => EmulatorFault.Status(Status(status), phase),
            _ => null,
        };
    }

    private static EmulatorFault? FixedFault(string word, string? value) => (word, value) switch
    {
        ("none", null) => EmulatorFault.None,
        ("lost", null) => EmulatorFault.Reset(FaultPhase.BeforeResponse),
        ("truncated", null) => EmulatorFault.TruncatedJson,
        ("wrong-types", null) => EmulatorFault.WrongTypes,
        ("other-id", null) => EmulatorFault.OtherRequestId,
        ("drip", { } pause) when Duration(pause) is { } time => EmulatorFault.Drip(time),
        ("gzip-bomb", { } bytes) when Whole(bytes) is { } count and <= MostBytes => EmulatorFault.GzipBomb(count),
        ("clock", ['-', .. var back]) when Duration(back) is { } time => EmulatorFault.ClockJump(-time),
        ("clock", { } step) when Duration(step) is { } time => EmulatorFault.ClockJump(time),
        _ => null,
    };

    private static int Status(long number) => (int)Math.Min(number, int.MaxValue);

    private static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Accepts at most a year, because a far larger step would move the clock beyond what DateTimeOffset can represent.
    private static TimeSpan? Duration(string? text)
    {
        var digits = (text ?? "").TakeWhile(static letter => char.IsAsciiDigit(letter) || letter == '.').Count();
        var unit = text?[digits..] switch { "ms" => 1e-3, "s" => 1, "m" => 60, "h" => 3600, _ => double.NaN };
        return double.TryParse(text?[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * unit <= 86_400.0 * 366
                ? TimeSpan.FromSeconds(number * unit)
                : null;
    }
}
