using Microsoft.CodeAnalysis;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>The C# on all pages.</summary>
public sealed class BlockTests
{
    public static TheoryData<string, int> Blocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var block in Page.All.SelectMany(page => Page.Read(page).Blocks).Where(block => block.Language == "csharp"))
            {
                data.Add(block.Page, block.Line);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void It_compiles_without_warnings(string page, int line)
    {
        var compilation = BlockProgram.Compile(Page.Read(page).Blocks.Single(block => block.Line == line));

        // CS8933 is hidden, and says that a new project has a using of a block already.
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Id != "CS8933" && !IsOfImplicitUsings(diagnostic)));
    }

    private static bool IsOfImplicitUsings(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Hidden && diagnostic.Location.GetMappedLineSpan().Path.Length == 0;
}
