namespace SchemaSdk.EndToEnd.Tests;

/// <summary>A stream that cannot seek.</summary>
internal sealed class ForwardStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;
}
