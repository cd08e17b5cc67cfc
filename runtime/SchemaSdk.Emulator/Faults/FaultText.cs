using System.Globalization;

namespace SchemaSdk.Emulation.Faults;

/// <summary>Parses faults from text: <c>call:fault[=value][,at=phase][,times=n|,always|,rate=p%]</c>.</summary>
internal static class FaultText
{
    private static readonly string[] Calls = [.. Enum.GetNames<EmulatorCall>().Select(name => name.ToLowerInvariant()), "job"];

    /// <exception cref="FormatException">The text does not describe a fault.</exception>
    public static ParsedFault Read(string text)
    {
        var parts = text.Trim().Split(',');
        if (parts[0].Split(':', 2) is not [var call, var fault])
        {
            throw Wrong(text, "it must be a call, a colon and a fault, such as 'submit:lost'");
        }

        if (!Calls.Contains(call))
        {
            throw Wrong(text, $"'{call}' is not a kind of call; the kinds are {string.Join(", ", Calls)}");
        }

        var (word, value) = fault.Split('=', 2) is [var name, var given] ? (name, given) : (fault, null);
        var (phase, times, rate) = ReadOptions(text, parts[1..]);
        var shown = phase is null ? parts[0] : $"{parts[0]},at={FaultWords.TextOf(phase.Value)}";
        if (call == "job")
        {
            return phase is null
                ? new ParsedFault(null, FaultWords.Outcome(word, value) ?? throw Unknown(text, word, FaultWords.OfJobs), shown, times, rate)
                : throw Wrong(text, "'at' is only for faults of calls, not for faults of jobs");
        }

        var kind = Enum.Parse<EmulatorCall>(call, ignoreCase: true);
        if (kind == EmulatorCall.Connect && (times == int.MaxValue || rate is not null))
        {
            // An unlimited fault would also break the connections of the emulator page, so the page could never remove the fault.
            throw Wrong(text, "a connect fault cannot have 'always' or 'rate'; limit it, for example with 'times=3'");
        }

        try
        {
            var made = FaultWords.Fault(kind, word, value, phase) ?? throw Unknown(text, word, FaultWords.OfCalls);
            EmulatorFaults.Check(kind, made);
            return new ParsedFault(kind, made, shown, times, rate);
        }
        catch (ArgumentException exception)
        {
            throw Wrong(text, exception.Message.Split(" (Parameter ", 2)[0].TrimEnd('.'));
        }
    }

    private static (FaultPhase? Phase, int Times, double? Rate) ReadOptions(string text, IEnumerable<string> options)
    {
        (FaultPhase? phase, int? times, double? rate) = (null, null, null);
        foreach (var option in options.Select(option => option.Trim()))
        {
            var isNew = option.Split('=', 2) switch
            {
                ["always"] when times is null => (times = int.MaxValue) > 0,
                ["times", var number] when times is null =>
                    int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && (times = count) > 0,
                ["rate", var part] when rate is null => (rate = FaultWords.Rate(part)) is not null,
                ["at", var word] when phase is null => (phase = FaultWords.Phase(word)) is not null,
                _ => false,
            };
            if (!isNew || (times is not null && rate is not null))
            {
                throw Wrong(text, $"'{option}' is not allowed here; a fault can have one 'at' with a phase ({FaultWords.Phases}), and "
                    + "one of 'times', 'always' and 'rate', such as 'times=3' or 'rate=10%'");
            }
        }

        return (phase, times ?? 1, rate);
    }

    private static FormatException Unknown(string text, string word, string known) =>
        Wrong(text, $"'{word}' is not a fault for this call, or its value is wrong; the faults, with example values, are {known}");

    private static FormatException Wrong(string text, string why) => new($"The fault '{text}' cannot be used: {why}.");
}
