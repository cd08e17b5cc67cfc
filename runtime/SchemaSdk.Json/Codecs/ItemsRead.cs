using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// Collects the items of an array while it is read. Up to four items are kept on the stack. This is enough for most arrays.
/// </summary>
internal struct ItemsRead<T>
{
    private const int MaxFew = 4;

    private Few _few;
    private T[]? _rented;
    private int _count;

    public void Add(T item)
    {
        if (_rented is null && _count < MaxFew)
        {
            _few[_count++] = item;
            return;
        }

        if (_rented is null || _count == _rented.Length)
        {
            Grow();
        }

        _rented![_count++] = item;
    }

    /// <summary>Returns the items as a read-only list. No items can be added afterwards.</summary>
    public IReadOnlyList<T> Take()
    {
        var list = _count == 0 ? ReadOnlyCollection<T>.Empty : new ReadOnlyCollection<T>(All().ToArray());
        Drop();
        return list;
    }

    /// <summary>Returns the rented array, if any, to its pool.</summary>
    public void Drop()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            SharedBuffers.Return(rented);
        }
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ReadOnlySpan<T> All() => _rented is null ? ((ReadOnlySpan<T>)_few)[.._count] : _rented.AsSpan(0, _count);

    private void Grow()
    {
        var larger = SharedBuffers.Rent<T>(_count * 4);
        All().CopyTo(larger);
        Drop();
        _rented = larger;
    }

    [InlineArray(MaxFew)]
    private struct Few
    {
        private T _first;
    }
}
