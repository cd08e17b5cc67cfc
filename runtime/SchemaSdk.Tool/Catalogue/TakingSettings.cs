namespace SchemaSdk.Tool.Catalogue;

/// <summary>The settings of a command that takes models.</summary>
/// <param name="Command">The command, such as <c>add</c>.</param>
/// <param name="Folder">The folder of the schemas, as a full path.</param>
/// <param name="Service">The address of the service; null for the default.</param>
/// <param name="IsFacts">True to drop the prose of the service.</param>
/// <param name="Overwrites">True to replace edited files.</param>
/// <param name="AcceptsShrink">True to accept a catalogue that is much smaller than before.</param>
internal sealed record TakingSettings(string Command, string Folder, Uri? Service, bool IsFacts, bool Overwrites, bool AcceptsShrink)
{
    /// <summary>The address that the lock records for the models; null for the address of the service.</summary>
    internal string? Source { get; init; }
}
