using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>The settings of a command that downloads models.</summary>
/// <param name="Command">The command, such as <c>add</c>.</param>
/// <param name="Folder">The folder of schemas.</param>
/// <param name="Service">The service and address that the user gave, if any.</param>
/// <param name="IsFacts">True to drop the service's prose, such as descriptions.</param>
/// <param name="Overwrites">True to replace edited files.</param>
/// <param name="AcceptsShrink">True to accept a catalogue that is much smaller than before.</param>
internal sealed record TakingSettings(
    string Command, ConfiguredFolder Folder, AskedService Service, bool IsFacts, bool Overwrites, bool AcceptsShrink)
{
    /// <summary>The address that the lock file records for the models; null to record the address that they were read from.</summary>
    internal Uri? Source { get; init; }
}
