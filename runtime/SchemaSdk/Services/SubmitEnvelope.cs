namespace SchemaSdk.Services;

/// <summary>The text that a service wants around an input, such as <c>{"input":</c> and <c>}</c>.</summary>
/// <param name="Before">UTF-8 text before the input.</param>
/// <param name="After">UTF-8 text after the input.</param>
internal sealed record SubmitEnvelope(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After)
{
    /// <summary>Puts the text around an input.</summary>
    internal byte[] Around(ReadOnlySpan<byte> input)
    {
        var body = new byte[Before.Length + input.Length + After.Length];
        Before.Span.CopyTo(body);
        input.CopyTo(body.AsSpan(Before.Length));
        After.Span.CopyTo(body.AsSpan(Before.Length + input.Length));
        return body;
    }
}
