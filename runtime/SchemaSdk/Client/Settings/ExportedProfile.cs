namespace SchemaSdk.Client.Settings;

/// <summary>The durations that another client has learned, as it exported them.</summary>
/// <remarks>
/// Only the property that an application sets makes one, and nothing else has a profile read. So a program that sets none, published as
/// native code, has no code that reads it.
/// </remarks>
internal sealed class ExportedProfile(string text)
{
    internal string Text => text;

    internal void Give(IProfileReader reader) => reader.Read(text);
}
