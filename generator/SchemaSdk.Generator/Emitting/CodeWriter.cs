using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Schemas;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes indented lines that end in <c>\n</c> on every machine.</summary>
/// <remarks>Indents with four spaces, as most C# code does, so no editor shows mixed indentation.</remarks>
internal sealed class CodeWriter
{
    private const int Indent = 4;

    private readonly StringBuilder _text = new();
    private int _depth;

    [MethodImpl(Compiled.AtOnce)]
    public CodeWriter Write(string lines)
    {
        var text = lines.Replace("\r\n", "\n");
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf('\n', start) is var next and >= 0 ? next : text.Length;
            _text.Append(' ', end == start ? 0 : Indent * _depth).Append(text, start, end - start).Append('\n');
            start = end + 1;
        }

        return this;
    }

    public CodeWriter WriteAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Write(line);
        }

        return this;
    }

    /// <summary>
    /// Writes text whose lines keep their own indentation, such as a document in a literal. Only the first line is indented.
    /// </summary>
    public CodeWriter WriteUnindented(string text)
    {
        _text.Append(' ', Indent * _depth).Append(text).Append('\n');
        return this;
    }

    public CodeWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a line and an opening brace, and indents the lines that follow.</summary>
    public CodeWriter Open(string line)
    {
        Write(line).Write("{");
        _depth++;
        return this;
    }

    public CodeWriter Close()
    {
        _depth--;
        return Write("}");
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
