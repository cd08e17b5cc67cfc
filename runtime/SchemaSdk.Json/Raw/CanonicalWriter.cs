using System.Runtime.CompilerServices;
using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// Writes JSON in a canonical form that is the same for equal values. It has no white space, its members are sorted by name, and each
/// string and number has only one notation.
/// </summary>
/// <remarks>The form follows RFC 8785, except that names are sorted by their UTF-8 bytes, and numbers keep all digits.</remarks>
internal sealed class CanonicalWriter : IComparer<CanonicalWriter.Member>, IDisposable
{
    // A writer with room for more members than this is not reused.
    private const int MaxMembersKept = 1 << 10;

    [ThreadStatic]
    private static CanonicalWriter? t_free;

    // The members of all objects being written. An inner object's members come after the outer object's members.
    private readonly List<Member> _members = [];
    private byte[] _bytes = [];
    private int _length;

    private CanonicalWriter()
    {
    }

    /// <summary>The canonical JSON, valid until the writer is disposed.</summary>
    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    internal static CanonicalWriter Of(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, RawJson.AnyDepth);
        reader.Read();
        var writer = t_free ?? new CanonicalWriter();
        t_free = null;
        writer._bytes = SharedBuffers.Rent<byte>(utf8Json.Length);
        writer.Append(ref reader);
        return writer;
    }

    public void Dispose()
    {
        SharedBuffers.Return(_bytes);
        (_bytes, _length) = ([], 0);
        t_free = _members.Capacity <= MaxMembersKept ? this : null;
    }

    int IComparer<Member>.Compare(Member? left, Member? right)
    {
        var order = _bytes.AsSpan(left!.Start, left.NameLength).SequenceCompareTo(_bytes.AsSpan(right!.Start, right.NameLength));
        return order != 0 ? order : left.Start.CompareTo(right.Start);
    }

    /// <exception cref="InsufficientExecutionStackException">The value has too many levels.</exception>
    private void Append(ref Utf8JsonReader reader)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                AppendObject(ref reader);
                break;
            case JsonTokenType.StartArray:
                AppendArray(ref reader);
                break;
            case JsonTokenType.String:
                AppendText(ref reader);
                break;
            case JsonTokenType.Number:
                AppendNumber(reader.ValueSpan);
                break;
            default:
                Append(reader.ValueSpan);
                break;
        }
    }

    private void AppendArray(ref Utf8JsonReader reader)
    {
        Append("["u8);
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            Append(isFirst ? ""u8 : ","u8);
            Append(ref reader);
        }

        Append("]"u8);
    }

    private void AppendObject(ref Utf8JsonReader reader)
    {
        var first = _members.Count;
        Append("{"u8);
        var start = _length;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            Append(_members.Count == first ? ""u8 : ","u8);
            var member = new Member { Start = _length };
            AppendText(ref reader);
            member.NameLength = _length - member.Start;
            Append(":"u8);
            reader.Read();
            Append(ref reader);
            member.End = _length;
            _members.Add(member);
        }

        if (!AreInOrder(first))
        {
            Order(first, start);
        }

        _members.RemoveRange(first, _members.Count - first);
        Append("}"u8);
    }

    private bool AreInOrder(int first)
    {
        for (var next = first + 1; next < _members.Count; next++)
        {
            if (((IComparer<Member>)this).Compare(_members[next - 1], _members[next]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Order(int first, int start)
    {
        var length = _length - start;
        _members.Sort(first, _members.Count - first, this);
        var ordered = SharedBuffers.Rent<byte>(length);
        var at = 0;
        for (var next = first; next < _members.Count; next++)
        {
            if (at > 0)
            {
                ordered[at++] = (byte)',';
            }

            var member = _bytes.AsSpan(_members[next].Start.._members[next].End);
            member.CopyTo(ordered.AsSpan(at));
            at += member.Length;
        }

        ordered.AsSpan(0, length).CopyTo(_bytes.AsSpan(start));
        SharedBuffers.Return(ordered);
    }

    private void AppendNumber(ReadOnlySpan<byte> text)
    {
        var room = Room(JsonNumber.MaxCanonicalLength(text.Length));
        _length += new JsonNumber(text).FormatCanonical(room);
    }

    private void AppendText(ref Utf8JsonReader reader)
    {
        Append("\""u8);
        if (reader.ValueIsEscaped)
        {
            // Room for the escaped text is enough, because Shorten never makes an escape sequence longer.
            var room = Room(reader.ValueSpan.Length);
            _length += JsonEscapes.Shorten(reader.ValueSpan, room);
        }
        else
        {
            Append(reader.ValueSpan);
        }

        Append("\""u8);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            var larger = SharedBuffers.Rent<byte>((int)Math.Max(_length + (long)length, Math.Min(Array.MaxLength, 2L * _bytes.Length)));
            Written.CopyTo(larger);
            SharedBuffers.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }

    /// <summary>The position of a written member: from the start of its name to the end of its value.</summary>
    // This is a class, because native AOT would compile another copy of the sorting code for a struct.
    internal sealed class Member
    {
        internal required int Start { get; init; }

        internal int NameLength { get; set; }

        internal int End { get; set; }
    }
}
