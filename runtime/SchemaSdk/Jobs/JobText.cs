namespace SchemaSdk.Jobs;

/// <summary>The text that a job has already logged or written to its output. Each waiting call gets each part once. Thread-safe.</summary>
internal sealed class JobText
{
    /// <summary>The maximum number of characters. Further text is dropped, because a service can send endless text.</summary>
    internal const int Most = 1 << 20;

    private readonly StringBuilder _text = new();

    internal int Length { get; private set; }

    /// <summary>Adds those characters of a part that the text does not have yet, and moves the position to the end of the part.</summary>
    /// <returns>The text with the part; null if both are null.</returns>
    // position: where the part starts in the whole text.
    internal static JobText? With(JobText? text, string? part, ref int position)
    {
        if (part is null)
        {
            return text;
        }

        text ??= new JobText();
        lock (text._text)
        {
            var known = text._text.Length - position;
            if (known >= 0 && known < part.Length)
            {
                text.Length = text._text.Append(part, known, Math.Min(part.Length - known, Most - text._text.Length)).Length;
            }
        }

        position += part.Length;
        return text;
    }

    /// <summary>Returns the text after a position, and moves the position to the end. Null if the text has not grown.</summary>
    internal string? After(ref int position)
    {
        lock (_text)
        {
            if (position == _text.Length)
            {
                return null;
            }

            var rest = _text.ToString(position, _text.Length - position);
            position = _text.Length;
            return rest;
        }
    }
}
