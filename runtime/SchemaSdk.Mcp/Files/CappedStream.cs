namespace SchemaSdk.Mcp.Files;

/// <summary>A stream in memory that receives a file, and throws if the file is larger than a limit.</summary>
internal sealed class CappedStream(int mostBytes) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        Check(count);
        base.Write(buffer, offset, count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    public override void WriteByte(byte value)
    {
        Check(1);
        base.WriteByte(value);
    }

    private void Check(int count)
    {
        if (Position + count > mostBytes)
        {
            throw new FileTooLargeException();
        }
    }
}
