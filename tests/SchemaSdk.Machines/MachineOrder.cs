using System.Globalization;

namespace SchemaSdk.Machines;

/// <summary>The surroundings of a machine, as arguments of its command line.</summary>
/// <param name="Name">Its name, which its submits carry.</param>
/// <param name="Service">The address of the service.</param>
/// <param name="Broker">The address of the broker.</param>
/// <param name="Database">The connection string of the database.</param>
/// <param name="LeaseTime">The time after which others take up its jobs.</param>
/// <param name="Parent">The process without which it does not go on.</param>
internal sealed record MachineOrder(string Name, Uri Service, Uri Broker, string Database, TimeSpan LeaseTime, int Parent)
{
    internal const string ModelId = "acme/still";

    /// <summary>The header with the name of the machine.</summary>
    internal const string Header = "X-Machine";

    /// <summary>The word of a machine that takes messages.</summary>
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
