using System.Text.Json;
using SchemaSdk.Files;
using SchemaSdk.Ledgers;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>A folder that keeps files of inputs as they are, and lets nobody remove them.</summary>
internal sealed class StuckFolder : IInputFolder
{
    public string Path => "stuck";

    public ValueTask<InputFiles> KeepAsync(InputFiles files, CopiedJob job, long most, CancellationToken cancellationToken) => new(files);

    public ValueTask CheckAsync(InputFiles files, CopiedJob job, CancellationToken cancellationToken) => default;

    public ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> text, InputFiles files) => text;

    public void Write(Utf8JsonWriter writer, JsonElement input, CopiedJob job) => input.WriteTo(writer);

    public void Remove(string key) => throw new IOException("The folder is stuck.");

    public void Remove(string key, DateTimeOffset until) => Remove(key);

    public bool Has(string key) => true;
}
