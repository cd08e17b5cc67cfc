using System.Text;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>The result of a program that has exited.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">Its standard output; empty if the output was shown to the user.</param>
/// <param name="Error">Its standard error; empty if the errors were shown to the user.</param>
internal sealed record ProgramResult(int Exit, byte[] Output, string Error)
{
    /// <summary>The output as text, with line breaks removed from its end.</summary>
    internal string Text => Encoding.UTF8.GetString(Output).TrimEnd('\r', '\n');
}
