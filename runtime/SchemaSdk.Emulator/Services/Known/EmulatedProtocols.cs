using SchemaSdk.Emulation.Services.Fal;
using SchemaSdk.Emulation.Services.Replicate;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation;

/// <summary>The protocols of the services that the emulator supports.</summary>
public static class EmulatedProtocols
{
    /// <summary>The protocol of the RunComfy Model API.</summary>
    public static EmulatedProtocol RunComfy { get; } = new RunComfyProtocol();

    /// <summary>The protocol of fal's queue, its storage and its platform API. One address stands for the hosts of all three.</summary>
    public static EmulatedProtocol Fal { get; } = new FalProtocol();

    /// <summary>The protocol of Replicate.</summary>
    public static EmulatedProtocol Replicate { get; } = new ReplicateProtocol();

    /// <summary>The protocol of an emulator whose options do not set one.</summary>
    internal static EmulatedProtocol Default => RunComfy;

    /// <summary>All protocols of this class.</summary>
    public static IReadOnlyList<EmulatedProtocol> All { get; } = [RunComfy, Fal, Replicate];

    /// <summary>Returns the protocol of the service with this name; null if the emulator does not support it.</summary>
    /// <param name="name">The name of the service, which is not case-sensitive.</param>
    public static EmulatedProtocol? Find(string name) =>
        All.FirstOrDefault(protocol => protocol.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
