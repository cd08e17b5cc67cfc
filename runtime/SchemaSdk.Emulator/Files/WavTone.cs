using System.Buffers.Binary;

namespace SchemaSdk.Emulation.Files;

/// <summary>Makes a WAV file with one second of the note A: PCM, one channel, 8 bits.</summary>
internal static class WavTone
{
    private const int SamplesPerSecond = 8000;
    private const int HeaderBytes = 44;

    public static byte[] Make()
    {
        var file = new byte[HeaderBytes + SamplesPerSecond];
        WriteHeader(file);
        for (var sample = 0; sample < SamplesPerSecond; sample++)
        {
            file[HeaderBytes + sample] = (byte)(128 + (64 * Math.Sin(2 * Math.PI * 440 * sample / SamplesPerSecond)));
        }

        return file;
    }

    private static void WriteHeader(Span<byte> file)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1); // one channel
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], SamplesPerSecond); // bytes per second
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 1); // bytes per sample
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 8); // bits per sample
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], file.Length - HeaderBytes);
    }
}
