using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>A recorded job that has ended.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Model">The id of the model.</param>
/// <param name="Input">The scrubbed input as canonical JSON.</param>
/// <param name="States">The states, oldest first. In the last state, the job has ended.</param>
internal sealed record Recording(string Service, string Model, string Input, IReadOnlyList<RecordedState> States)
{
    private const int MostNameLength = 80;
    private const int HashLength = 16;

    /// <summary>When the job was accepted.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The JSON of the output; null if the job failed or has none.</summary>
    public string? Output { get; init; }

    /// <summary>Why the job failed; null if it succeeded.</summary>
    public JsonElement? Error { get; init; }

    public IReadOnlyList<RecordedFile> Files { get; init; } = [];

    /// <summary>What the service charged, in US dollars; null if the service did not say.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The price of the model; null if it was not read.</summary>
    public EmulatedPrice? Price { get; init; }

    /// <summary>Identifies the recording. Recordings with the same service, model and input have the same key.</summary>
    public string Key { get; } = KeyOf(Service, Model, Input);

    /// <summary>The name of the file. The end of the name identifies the recording; the start is for human readers.</summary>
    // Characters other than a to z and digits become "-", so that every file system allows the name.
    public string FileName
    {
        get
        {
            var name = new string(Array.ConvertAll(
                Model[..Math.Min(Model.Length, MostNameLength)].ToLowerInvariant().ToCharArray(),
                static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-'));
            return $"{name}-{Key[..HashLength]}.json";
        }
    }

    public static string KeyOf(string service, string model, string input) => Convert.ToHexString(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{service.ToUpperInvariant()}\n{model}\n{input}"))).ToLowerInvariant();
}
