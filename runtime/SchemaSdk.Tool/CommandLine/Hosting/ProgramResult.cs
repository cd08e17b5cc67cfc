using System.Text;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>How a program ended.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">Its standard output; empty if it was shown instead.</param>
/// <param name="Error">Its standard error; empty if it was shown instead.</param>
internal sealed record ProgramResult(int Exit, byte[] Output, string Error)
{
    /// <summary>The output as text, with line breaks removed from its end.</summary>
    internal string Text => Encoding.UTF8.GetString(Output).TrimEnd('\r', '\n');
}
