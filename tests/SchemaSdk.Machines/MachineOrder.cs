using System.Globalization;

namespace SchemaSdk.Machines;

/// <summary>The command-line arguments of this program, which stands in for one machine that runs a worker.</summary>
internal sealed record MachineOrder(string Name, Uri Service, Uri Broker, string Database, TimeSpan LeaseTime, int Parent)
{
    internal const string ModelId = "acme/still";

    internal const string Header = "X-Machine";

    internal const string Started = "started";

    internal IReadOnlyList<string> ToArguments() =>
    [
        Name, Service.ToString(), Broker.ToString(), Database, LeaseTime.ToString("c", CultureInfo.InvariantCulture),
        Parent.ToString(CultureInfo.InvariantCulture),
    ];

    internal static MachineOrder Of(string[] arguments) => new(
        arguments[0],
        new Uri(arguments[1]),
        new Uri(arguments[2]),
        arguments[3],
        TimeSpan.Parse(arguments[4], CultureInfo.InvariantCulture),
        int.Parse(arguments[5], CultureInfo.InvariantCulture));
}
