namespace SchemaSdk.Schemas.Text;

/// <summary>The lines of a text, counted as the compiler counts them, so an editor jumps to the right place.</summary>
internal sealed class TextLines
{
    private readonly int[] _starts;

    private TextLines(int[] starts) => _starts = starts;

    /// <summary>Finds the lines of a text.</summary>
    /// <param name="text">The text.</param>
    public static TextLines Of(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            // CR and LF together end one line.
            if (text[i] is '\n' or '\u0085' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return new TextLines([.. starts]);
    }

    /// <summary>Finds the line and the column of a character, both from 0.</summary>
    /// <param name="at">Characters from the start of the text.</param>
    public (int Line, int Column) PlaceOf(int at)
    {
        var line = Array.BinarySearch(_starts, at);
        line = line < 0 ? ~line - 1 : line;
        return (line, at - _starts[line]);
    }
}
