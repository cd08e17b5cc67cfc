using System.Collections.Concurrent;
using SchemaSdk.Emulation;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The files of inputs, each with its own content, and the addresses at which the service has stored them.</summary>
internal sealed class InputFiles(MatrixService service)
{
    // Too large to be part of a request, so the file must be uploaded.
    private const int Bytes = 300_000;

    private static readonly byte[] Signature = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly ConcurrentDictionary<string, string> _stored = new();

    /// <summary>The number of accepted inputs that had a file.</summary>
    public int Stored => _stored.Count;

    public static ModelFile New(string prompt) => ModelFile.FromBytes(ContentOf(prompt));

    /// <summary>Remembers the file of an input that the service has accepted.</summary>
    public EmulatedOutcome Note(EmulatedSubmit submit)
    {
        if (submit.Input.TryGetProperty("images", out var images))
        {
            _stored[submit.Input.GetProperty("prompt").GetString()!] = images[0].GetString()!;
        }

        return EmulatedOutcome.Succeed;
    }

    /// <summary>
    /// Reads the stored file of every accepted input, and describes each stored file whose content differs from the input's own file.
    /// </summary>
    public async Task<IReadOnlyList<string>> LostAsync(ModelEmulator emulator)
    {
        List<string> lost = [];
        using var http = new HttpClient(emulator.CreateHandler());
        foreach (var (prompt, address) in _stored)
        {
            var content = await http.GetByteArrayAsync(new Uri(address + service.FileSuffix));
            if (!content.AsSpan().SequenceEqual(ContentOf(prompt)))
            {
                lost.Add($"the input '{prompt}' was accepted with another file: {content.Length} bytes at {address}");
            }
        }

        return lost;
    }

    private static byte[] ContentOf(string prompt)
    {
        var content = new byte[Bytes];
        new Random(prompt.GetHashCode(StringComparison.Ordinal)).NextBytes(content);
        Signature.CopyTo(content, 0);
        return content;
    }
}
