using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation;

/// <summary>The protocols of the services that the emulator supports.</summary>
public static class EmulatedProtocols
{
    /// <summary>The protocol of the RunComfy Model API.</summary>
    public static EmulatedProtocol RunComfy { get; } = new RunComfyProtocol();

    /// <summary>The protocol of an emulator whose options name none.</summary>
    internal static EmulatedProtocol Default => RunComfy;

    private static readonly EmulatedProtocol[] All = [RunComfy];

    /// <summary>The names of all services.</summary>
    internal static IEnumerable<string> Names => All.Select(protocol => protocol.Name);

    /// <summary>Returns the protocol of the service with this name, in any case; null if it is not supported.</summary>
    internal static EmulatedProtocol? Find(string name) =>
        Array.Find(All, protocol => protocol.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
