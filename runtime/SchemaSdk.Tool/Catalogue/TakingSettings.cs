namespace SchemaSdk.Tool.Catalogue;

/// <summary>The settings of a command that takes models.</summary>
/// <param name="Command">The command, such as <c>add</c>.</param>
/// <param name="Folder">The folder of the schemas, as a full path.</param>
/// <param name="Service">The address of the service; null for the default.</param>
/// <param name="IsFacts">True to drop the service's prose.</param>
/// <param name="Overwrites">True to replace files that somebody edited.</param>
/// <param name="AcceptsShrink">True to believe a catalogue that is much smaller than before.</param>
internal sealed record TakingSettings(string Command, string Folder, Uri? Service, bool IsFacts, bool Overwrites, bool AcceptsShrink)
{
    /// <summary>The address under which the lock remembers the models; null for that of the service.</summary>
    internal string? Source { get; init; }
}
