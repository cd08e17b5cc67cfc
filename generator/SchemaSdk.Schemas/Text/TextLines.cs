namespace SchemaSdk.Schemas.Text;

/// <summary>Converts offsets in text to lines and columns, counted as the compiler counts them.</summary>
internal sealed class TextLines
{
    private readonly int[] _starts;

    private TextLines(int[] starts) => _starts = starts;

    public static TextLines Of(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            // CR LF ends one line, not two.
            if (text[i] is '\n' or '\u0085' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return new TextLines([.. starts]);
    }

    /// <summary>Returns the line and the column of an offset, both from 0.</summary>
    public (int Line, int Column) PlaceOf(int at)
    {
        var line = Array.BinarySearch(_starts, at);
        line = line < 0 ? ~line - 1 : line;
        return (line, at - _starts[line]);
    }
}
