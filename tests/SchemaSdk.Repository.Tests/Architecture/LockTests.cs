using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SchemaSdk.Repository.Tests.Architecture;

public class LockTests
{
    // The filter of a catch runs before the lock is released. Its result may overwrite the state of the lock, so the lock might never be
    // released.
    [Fact]
    public void No_lock_is_in_a_try_block_whose_catch_has_a_filter()
    {
        var locks = Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "runtime"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .SelectMany(static file => LocksOf(file))
            .ToList();

        Assert.True(locks.Count > 50, "Too few locks were found.");
        Assert.Equal([], locks.Where(static one => one.IsInFilteredTry).Select(static one => one.Place));
    }

    private static IEnumerable<(string Place, bool IsInFilteredTry)> LocksOf(string file) =>
        from one in CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetRoot().DescendantNodes().OfType<LockStatementSyntax>()
        let around = one.Ancestors()
            .TakeWhile(static node =>
                node is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        let isFiltered = around.OfType<TryStatementSyntax>()
            .Any(attempt => attempt.Block.Span.Contains(one.Span) && attempt.Catches.Any(static caught => caught.Filter is not null))
        select (one.GetLocation().GetLineSpan().ToString(), isFiltered);
}
