namespace SchemaSdk.Client.Settings;

/// <summary>Learns from what another client has exported. Only an <see cref="ExportedProfile"/> calls it.</summary>
internal interface IProfileReader
{
    void Read(string text);
}
