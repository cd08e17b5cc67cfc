using System.Text.Json;

namespace SchemaSdk.Emulation.Folders;

/// <summary>Reads a schema folder's lock file, which names the service that the schemas come from.</summary>
internal static class FolderLock
{
    /// <returns>The protocol of the service; null if the folder has no lock file, or the file names no service.</returns>
    /// <exception cref="InvalidDataException">The lock file is not JSON, or the emulator does not support its service.</exception>
    public static EmulatedProtocol? ProtocolOf(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".lock.json";
        if (!File.Exists(path) || ServiceIn(path) is not { } name)
        {
            return null;
        }

        return EmulatedProtocols.Find(name) ?? throw new InvalidDataException(
            $"The service in {path} is '{name}', which the emulator does not know. Set ModelEmulatorOptions.Protocol.");
    }

    private static string? ServiceIn(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("service", out var service)
                && service.ValueKind == JsonValueKind.String ? service.GetString() : null;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{path} is not JSON: {exception.Message} Correct the file, or set ModelEmulatorOptions.Protocol.", exception);
        }
    }
}
